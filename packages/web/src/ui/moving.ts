/** A list of which only a part stands in the document: whoever moves through it asks for what does not. */
export type Reach = {
  readonly length: () => number;
  /** Of a line, or of what is inside it; -1 where it is none of the list. */
  readonly placeOf: (row: Element) => number;
  /** Draws the line of a place and answers its row. */
  readonly bring: (place: number) => HTMLElement | null;
};

const reaches = new WeakMap<Element, Reach>();

/** Makes a list known that can reach further than what it has drawn; answers how to take that back. */
export const offerReach = (list: HTMLElement, reach: Reach): (() => void) => {
  list.dataset['reach'] = '';
  reaches.set(list, reach);
  return () => reaches.delete(list);
};

export type Move =
  /** So many lines on; back where it is negative. */
  | { readonly by: 'lines'; readonly step: number }
  | { readonly by: 'screens'; readonly step: 1 | -1 }
  | { readonly to: 'first' | 'last' };

const rowsOf = '.row[data-change], .entity-row[href], .source-row, .alert-title, .suspect-change';

const hidden = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--bar')) || 0;

/** Lines that a screen holds, less one that stays in sight. */
const screenful = (row: HTMLElement): number =>
  Math.max(1, Math.floor((innerHeight - hidden()) / Math.max(1, row.offsetHeight)) - 1);

/** How many lines on a move leads, where the list is long enough. */
const stepOf = (move: Move, row: HTMLElement): number => {
  if ('to' in move) return move.to === 'first' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return move.by === 'lines' ? move.step : move.step * screenful(row);
};

const clamped = (at: number, length: number): number => Math.min(length - 1, Math.max(0, at));

/** The row that a move leads to from one that has the focus. */
const targetOf = (rows: readonly HTMLElement[], at: number, move: Move): HTMLElement | undefined => {
  const row = rows[at];
  if (row === undefined) return undefined;
  const step = stepOf(move, row);
  const next = rows[clamped(at + step, rows.length)];
  const list = row.closest('[data-reach]');
  const reach = list === null ? undefined : reaches.get(list);
  if (reach === undefined || list === null) return next;
  const place = reach.placeOf(row);
  // Into what is open below a line, or out of it, or out of the list: the document knows the way.
  const leaves = next !== undefined && next !== row && !list.contains(next) && place + step < 0;
  const beside = next !== undefined && next !== row && [place, place + step].includes(reach.placeOf(next));
  if (Math.abs(step) === 1 && (leaves || beside)) return next;
  return reach.bring(clamped(place + step, reach.length())) ?? next;
};

/** Of all rows the first that is not above what is seen. */
const firstInSight = (rows: readonly HTMLElement[]): HTMLElement | undefined =>
  rows.find((row) => row.getBoundingClientRect().top >= hidden()) ?? rows[0];

/** Whether anything of the line can be seen: of one that is open, of what is in it. */
const isInSight = (row: HTMLElement): boolean => {
  const { top, bottom } = (row.parentElement ?? row).getBoundingClientRect();
  return bottom > hidden() && top < innerHeight;
};

/** At the top of the page nobody has scrolled away from a line: those that came above it carried it out of sight. */
const isCarriedAway = (row: HTMLElement): boolean => scrollY === 0 && !isInSight(row);

/** Moves the focus; from nowhere, and from a line that was carried away, to the first line in sight. Answers whether there was one to move to. */
export const moveFocus = (root: HTMLElement, move: Move): boolean => {
  const rows = [...root.querySelectorAll<HTMLElement>(rowsOf)];
  const has = (row: HTMLElement) =>
    row === document.activeElement || row.parentElement?.contains(document.activeElement) === true;
  // The innermost: a line that is open contains others.
  const at = rows.findLastIndex(has);
  const here = rows[at];
  const isHere = here !== undefined && ('to' in move || !isCarriedAway(here));
  const next = isHere ? targetOf(rows, at, move) : firstInSight(rows);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'nearest' });
  return next !== undefined;
};
