import type { Block, Roll } from './roll.ts';

/** Lines of one day of the reader's clock, which stand below one another. */
export type Day = {
  /** Its midnight, in milliseconds since the epoch. */
  readonly at: number;
  /** The place of its first line, and how many there are. */
  readonly from: number;
  readonly lines: number;
  /** For how many changes they stand. */
  readonly changes: number;
};

type Part = Omit<Day, 'from'>;

const dayMs = 24 * 60 * 60 * 1000;

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const withYear = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full' });

/** `Today`, `Yesterday`, `Tomorrow`, else the date as people say it; rounding swallows the hour of a clock change. */
export const dayName = (at: number, now: number): string => {
  const days = Math.round((midnight(now) - midnight(at)) / dayMs);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days === -1) return 'Tomorrow';
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? weekday : withYear).format(at);
};

/** Adds what comes after: a line that was corrected in its place belongs to the day it stands in, whatever its time is now. */
const grown = (parts: readonly Part[], more: Part): readonly Part[] => {
  const last = parts.at(-1);
  if (last === undefined || more.at < last.at) return [...parts, more];
  const both = { lines: last.lines + more.lines, changes: last.changes + more.changes };
  return parts.with(-1, { at: last.at, ...both });
};

const found = new WeakMap<Block, readonly Part[]>();

const partsOf = (block: Block): readonly Part[] => {
  const known = found.get(block);
  if (known !== undefined) return known;
  let parts: readonly Part[] = [];
  for (const { at, bundled } of block)
    parts = grown(parts, { at: midnight(Date.parse(at)), lines: 1, changes: bundled?.count ?? 1 });
  found.set(block, parts);
  return parts;
};

/** Cuts lines, newest first, into days of the reader's clock. Only blocks that were not seen before are looked through. */
export const byDay = ({ blocks }: Roll): readonly Day[] => {
  const days: Day[] = [];
  let from = 0;
  for (const part of blocks.flatMap(partsOf)) {
    const [now = part] = grown(days.slice(-1), part).slice(-1);
    const last = days.at(-1);
    if (last !== undefined && now.at === last.at) days[days.length - 1] = { ...now, from: last.from };
    else days.push({ ...now, from });
    from += part.lines;
  }
  return days;
};
