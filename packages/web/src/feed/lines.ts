import type { Change, Page } from '@nightjar/sdk/wire';

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
};

/** A change that left the filter, and the position of the log at which it did. */
export type Left = { readonly id: string; readonly position: number };

/** More than any page that is under way while they are heard. */
const heardAtMost = 1_000;

const time = (change: Change): number => Date.parse(change.at);

/** Newest first; the id decides between equals, so that the order never wavers. */
const newestFirst = (a: Change, b: Change): number =>
  time(b) - time(a) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);

const ids = (changes: readonly Change[]): ReadonlySet<string> => new Set(changes.map((change) => change.id));

const fresher = (change: Change, heard: Lines['heard'], position: number): Change => {
  const last = heard.get(change.id);
  return last !== undefined && last.position > position ? last.change : change;
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
});

/** Nobody but Nightjar has told of anything: its own start is no reason to think that changes arrive. */
export const isOwn = ({ shown, waiting, next }: Lines): boolean =>
  next === null && [...shown, ...waiting].every(({ source }) => source === 'nightjar');

const leftAfter = ({ gone }: Lines, id: string, position: number): boolean => (gone.get(id) ?? 0) > position;

/** Adds the page after the last line; what was heard since is not turned back. */
export const withOlder = (lines: Lines, page: Page): Lines => {
  const known = ids([...lines.shown, ...lines.waiting]);
  const older = page.changes
    .filter(({ id }) => !known.has(id) && !leftAfter(lines, id, page.position))
    .map((change) => fresher(change, lines.heard, page.position));
  return { ...lines, shown: [...lines.shown, ...older].sort(newestFirst), next: page.next };
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
  return { ...all, stale: page.stale, next: lines.shown.length === 0 ? page.next : lines.next };
};

/**
 * One change as the stream tells it. A line that is shown stands corrected in its place; a new one slides in, or waits where
 * the reader is `held`; one older than the last line will come with its page.
 */
export const hear = (before: Lines, { change, position }: Heard, held: boolean): Lines => {
  const last = before.heard.get(change.id);
  if (last !== undefined && last.position > position) return before;
  if (leftAfter(before, change.id, position)) return before;
  const lines = { ...before, gone: without(before.gone, change.id) };
  const heard = latest(lines.heard, change.id, { change, position });
  const replace = (list: readonly Change[]) => list.map((it) => (it.id === change.id ? change : it));

  if (lines.shown.some((it) => it.id === change.id)) {
    const shown = replace(lines.shown);
    return { ...lines, heard, shown: held ? shown : shown.sort(newestFirst) };
  }
  if (lines.waiting.some((it) => it.id === change.id))
    return { ...lines, heard, waiting: replace(lines.waiting).sort(newestFirst) };

  const oldest = lines.shown.at(-1);
  if (lines.next !== null && oldest !== undefined && newestFirst(change, oldest) > 0)
    return { ...lines, heard };
  if (held) return { ...lines, heard, waiting: [change, ...lines.waiting].sort(newestFirst) };
  return {
    ...lines,
    heard,
    shown: [change, ...lines.shown].sort(newestFirst),
    arrived: new Set([...lines.arrived, change.id]),
  };
};

/** What was reported turned out to be no change. */
export const withdraw = (lines: Lines, id: string): Lines => {
  const left = (list: readonly Change[]) => list.filter((it) => it.id !== id);
  return { ...lines, shown: left(lines.shown), waiting: left(lines.waiting) };
};

/** A change matches no more. Its line stays, marked, until it is swept: nothing moves under the eyes of who reads. */
export const leave = (lines: Lines, { id, position }: Left): Lines => {
  if ((lines.heard.get(id)?.position ?? 0) > position || leftAfter(lines, id, position)) return lines;
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
