import type { Change, Page } from '@nightjar/sdk/wire';
import { folded, isOneLine, newestFirst } from './folding.ts';

/** A change as the stream told it, and the position of the log at which it was so. */
export type Heard = { readonly change: Change; readonly position: number };

/** The lines of the feed under one filter. */
export type Lines = {
  /** Newest first. */
  readonly shown: readonly Change[];
  /** New ones that would move what is being read; newest first. */
  readonly waiting: readonly Change[];
  /** Where older ones go on; null at the end. */
  readonly next: string | null;
  readonly stale: boolean;
  /** The last that was heard of each change, so that a page asked for earlier does not turn it back. */
  readonly heard: ReadonlyMap<string, Heard>;
  /** Which of `shown` came while one looked on. */
  readonly arrived: ReadonlySet<string>;
  /** Those that match the filter no more, and the position at which they left; a line among them is on its way out. */
  readonly gone: ReadonlyMap<string, number>;
  /** Lines of one bundle are one line. */
  readonly quiet: boolean;
  /** How many of low priority the pages passed over. */
  readonly hidden: number;
  /** Bundles of which only a page knows for how many their line stands now, and the position since when. */
  readonly unsure: ReadonlyMap<string, number>;
};

/** A change that left the filter, and the position of the log at which it did. */
export type Left = { readonly id: string; readonly position: number };

/** More than any page that is under way while they are heard. */
const heardAtMost = 1_000;

const ids = (changes: readonly Change[]): ReadonlySet<string> => new Set(changes.map((change) => change.id));

const bundlesOf = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(changes.flatMap(({ bundle }) => (bundle === null ? [] : [bundle])));

const fresher = (change: Change, heard: Lines['heard'], position: number): Change => {
  const last = heard.get(change.id);
  if (last === undefined || last.position <= position) return change;
  return { ...last.change, bundled: change.bundled };
};

/** A stream's id is `<epoch>-<position>`; of one that is not, nothing is known to be newer. */
export const positionOf = (streamId: string): number => {
  const position = Number(streamId.slice(streamId.lastIndexOf('-') + 1));
  return streamId === '' || Number.isNaN(position) ? Number.POSITIVE_INFINITY : position;
};

export const linesOf = (page: Page): Lines => ({
  shown: [...page.changes].sort(newestFirst),
  waiting: [],
  next: page.next,
  stale: page.stale,
  heard: new Map(),
  arrived: new Set(),
  gone: new Map(),
  quiet: page.hidden !== undefined,
  hidden: page.hidden ?? 0,
  unsure: new Map(),
});

/** Nobody but Nightjar has told of anything: its own start is no reason to think that changes arrive. */
export const isOwn = ({ shown, waiting, next }: Lines): boolean =>
  next === null && [...shown, ...waiting].every(({ source }) => source === 'nightjar');

const leftAfter = ({ gone }: Lines, id: string, position: number): boolean => (gone.get(id) ?? 0) > position;

/** Adds the page after the last line; what was heard since is not turned back. */
export const withOlder = (lines: Lines, page: Page): Lines => {
  const known = ids([...lines.shown, ...lines.waiting]);
  const bundles = bundlesOf(lines.quiet ? [...lines.shown, ...lines.waiting] : []);
  const older = page.changes
    .filter(({ id, bundle }) => !known.has(id) && !(bundle !== null && bundles.has(bundle)))
    .filter(({ id }) => !leftAfter(lines, id, page.position))
    .map((change) => fresher(change, lines.heard, page.position));
  const hidden = lines.hidden + (page.hidden ?? 0);
  return { ...lines, shown: [...lines.shown, ...older].sort(newestFirst), next: page.next, hidden };
};

/**
 * The newest page again, after the line was cut. Where it does not reach down to what is shown, there may be a hole between:
 * then it alone is shown.
 */
export const caughtUp = (lines: Lines, page: Page, held: boolean): Lines => {
  const known = ids([...lines.shown, ...lines.waiting]);
  const joins = page.next === null || page.changes.some((change) => known.has(change.id));
  if (!joins && lines.shown.length > 0) return linesOf(page);
  const news = page.changes.map((change) => ({ change, position: page.position }));
  const all = news.reverse().reduce((so, heard) => hear(so, heard, held), lines);
  const told = settled(all, [...bundlesOf(page.changes)], page, held);
  return { ...told, stale: page.stale, next: lines.shown.length === 0 ? page.next : lines.next };
};

/** What a page says of some bundles: for how many their lines stand; that a line is none any more. */
export const settled = (lines: Lines, bundles: readonly string[], page: Page, held: boolean): Lines => {
  if (!lines.quiet || bundles.length === 0) return lines;
  const asked = new Set(bundles);
  const told = new Map(page.changes.map((change) => [change.bundle, change]));
  const isUnsure = (bundle: string): boolean => (lines.unsure.get(bundle) ?? 0) > page.position;
  const settle = (list: readonly Change[]): Change[] =>
    list.flatMap((line) => {
      const { bundle } = line;
      if (bundle === null || !asked.has(bundle) || isUnsure(bundle)) return [line];
      const now = told.get(bundle);
      return now === undefined ? [] : [fresher(now, lines.heard, page.position)];
    });
  const shown = settle(lines.shown);
  return {
    ...lines,
    shown: held ? shown : shown.sort(newestFirst),
    waiting: settle(lines.waiting).sort(newestFirst),
    unsure: new Map([...lines.unsure].filter(([bundle]) => !asked.has(bundle) || isUnsure(bundle))),
  };
};

const withUnsure = (lines: Lines, position: number, bundles: readonly (string | null)[]): Lines['unsure'] => {
  const known = bundles.filter((bundle) => bundle !== null);
  if (!lines.quiet || known.length === 0) return lines.unsure;
  return new Map([...lines.unsure, ...known.map((bundle) => [bundle, position] as const)]);
};

/**
 * One change as the stream tells it. A line that is shown stands corrected in its place; a new one slides in, or waits where
 * the reader is `held`; one older than the last line will come with its page.
 */
export const hear = (before: Lines, { change, position }: Heard, held: boolean): Lines => {
  const last = before.heard.get(change.id);
  if (last !== undefined && last.position > position) return before;
  if (leftAfter(before, change.id, position)) return before;
  const line = [...before.shown, ...before.waiting].find((it) => isOneLine(before.quiet, it, change));
  const was = line === undefined || line.bundled === null ? null : line.bundle;
  const unsure = change.bundled === null ? withUnsure(before, position, [change.bundle, was]) : before.unsure;
  const lines = { ...before, gone: without(before.gone, change.id), unsure };
  const heard = latest(lines.heard, change.id, { change, position });

  if (lines.shown.some((it) => isOneLine(lines.quiet, it, change))) {
    const shown = folded(lines.quiet, lines.shown, change);
    return { ...lines, heard, shown: held ? shown : shown.sort(newestFirst) };
  }
  if (line !== undefined) {
    const waiting = folded(lines.quiet, lines.waiting, change).sort(newestFirst);
    return { ...lines, heard, waiting };
  }

  const oldest = lines.shown.at(-1);
  if (lines.next !== null && oldest !== undefined && newestFirst(change, oldest) > 0)
    return { ...before, gone: lines.gone, heard };
  if (held) return { ...lines, heard, waiting: [change, ...lines.waiting].sort(newestFirst) };
  return {
    ...lines,
    heard,
    shown: [change, ...lines.shown].sort(newestFirst),
    arrived: new Set([...lines.arrived, change.id]),
  };
};

/** The line that stands for this change and others, which stay. */
const bundledLine = (lines: Lines, id: string): Change | undefined =>
  lines.quiet
    ? [...lines.shown, ...lines.waiting].find((it) => it.id === id && it.bundled !== null)
    : undefined;

/** What was reported turned out to be no change. */
export const withdraw = (lines: Lines, id: string): Lines => {
  const line = bundledLine(lines, id);
  if (line !== undefined) return { ...lines, unsure: withUnsure(lines, 0, [line.bundle]) };
  const left = (list: readonly Change[]) => list.filter((it) => it.id !== id);
  return { ...lines, shown: left(lines.shown), waiting: left(lines.waiting) };
};

/** A change matches no more. Its line stays, marked, until it is swept: nothing moves under the eyes of who reads. */
export const leave = (lines: Lines, { id, position }: Left): Lines => {
  if ((lines.heard.get(id)?.position ?? 0) > position || leftAfter(lines, id, position)) return lines;
  const line = bundledLine(lines, id);
  if (line !== undefined) return { ...lines, unsure: withUnsure(lines, position, [line.bundle]) };
  return {
    ...lines,
    waiting: lines.waiting.filter((it) => it.id !== id),
    gone: latest(lines.gone, id, position),
  };
};

/** Takes away what has left. */
export const sweep = (lines: Lines): Lines =>
  lines.shown.some((it) => lines.gone.has(it.id))
    ? { ...lines, shown: lines.shown.filter((it) => !lines.gone.has(it.id)) }
    : lines;

/** Lets in what waited, and takes away what has left. */
export const release = (all: Lines): Lines => {
  const lines = sweep(all);
  if (lines.waiting.length === 0) return lines;
  return {
    ...lines,
    shown: [...lines.waiting, ...lines.shown].sort(newestFirst),
    waiting: [],
    arrived: new Set([...lines.arrived, ...ids(lines.waiting)]),
  };
};

const without = (gone: Lines['gone'], id: string): Lines['gone'] =>
  gone.has(id) ? new Map([...gone].filter(([other]) => other !== id)) : gone;

/** With one more, and without the oldest of too many. */
const latest = <Value>(
  known: ReadonlyMap<string, Value>,
  id: string,
  value: Value,
): ReadonlyMap<string, Value> => {
  const now = new Map(known);
  now.delete(id);
  now.set(id, value);
  const oldest = now.keys().next();
  if (now.size > heardAtMost && oldest.done !== true) now.delete(oldest.value);
  return now;
};
