import type { Change, Page } from '@nightjar/sdk/wire';
import { foldedInto, newestFirst } from './folding.ts';
import {
  appended,
  emptyRoll,
  inOrder,
  inserted,
  lineAt,
  merged,
  placeOf,
  placeOfBundle,
  placesOf,
  type Roll,
  removed,
  replaced,
  rollOf,
} from './roll.ts';

/** A change as the stream told it, and the position of the log at which it was so. */
export type Heard = { readonly change: Change; readonly position: number };

/** The lines of the feed under one filter. */
export type Lines = {
  /** Newest first; while somebody reads, what is corrected keeps its place. */
  readonly shown: Roll;
  /** New ones that would move what is being read; newest first. */
  readonly waiting: Roll;
  /** Where older ones go on; null at the end. */
  readonly next: string | null;
  /** There may be others between what waits and what is shown: who lets those in begins with them, and older ones go on here. */
  readonly apart: { readonly next: string | null; readonly hidden: number } | null;
  readonly stale: boolean;
  /** The last that was heard of each change, so that a page asked for earlier does not turn it back. */
  readonly heard: ReadonlyMap<string, Heard>;
  /** Which of `shown` came last while one looked on. */
  readonly arrived: ReadonlySet<string>;
  /** Those that match the filter no more, and the position at which they left. */
  readonly gone: ReadonlyMap<string, number>;
  /** Those of them that are shown still, on their way out. */
  readonly leaving: ReadonlySet<string>;
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
/** So many slide in at most: more than a screen holds. */
const arrivedAtMost = 60;

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
  shown: rollOf([...page.changes].sort(newestFirst)),
  waiting: emptyRoll,
  next: page.next,
  apart: null,
  stale: page.stale,
  heard: new Map(),
  arrived: new Set(),
  gone: new Map(),
  leaving: new Set(),
  quiet: page.hidden !== undefined,
  hidden: page.hidden ?? 0,
  unsure: new Map(),
});

const every = (roll: Roll, is: (change: Change) => boolean): boolean => {
  for (const change of roll) if (!is(change)) return false;
  return true;
};

/** Nobody but Nightjar has told of anything: its own start is no reason to think that changes arrive. */
export const isOwn = ({ shown, waiting, next }: Lines): boolean => {
  const own = ({ source }: Change) => source === 'nightjar';
  return next === null && every(shown, own) && every(waiting, own);
};

const leftAfter = ({ gone }: Lines, id: string, position: number): boolean => (gone.get(id) ?? 0) > position;

/** Whether a line tells this change already. */
const isTold = ({ shown, waiting, quiet }: Lines, change: Change): boolean =>
  [shown, waiting].some((roll) => placesOf(roll, quiet, change).length > 0);

/** Adds the page after the last line; what was heard since is not turned back. */
export const withOlder = (lines: Lines, page: Page): Lines => {
  const older = page.changes
    .filter((change) => !isTold(lines, change) && !leftAfter(lines, change.id, page.position))
    .map((change) => fresher(change, lines.heard, page.position))
    .sort(newestFirst);
  const hidden = lines.hidden + (page.hidden ?? 0);
  return { ...lines, shown: appended(lines.shown, older), next: page.next, hidden };
};

/**
 * The newest page again, after the line was cut. Where it does not reach down to what is shown, there may be a hole between:
 * then it alone is shown, and waits until then where somebody reads further down.
 */
export const caughtUp = (lines: Lines, page: Page, held: boolean): Lines => {
  const isKnown = ({ id }: Change) => placeOf(lines.shown, id) !== -1 || placeOf(lines.waiting, id) !== -1;
  const joins = page.next === null || page.changes.some(isKnown);
  if (!joins && lines.shown.length > 0) {
    if (!held) return linesOf(page);
    const { shown: waiting, hidden } = linesOf(page);
    return { ...lines, waiting, apart: { next: page.next, hidden }, stale: page.stale };
  }
  const news = page.changes.map((change) => ({ change, position: page.position }));
  const all = news.reverse().reduce((so, heard) => hear(so, heard, held), lines);
  const told = settled(all, [...bundlesOf(page.changes)], page, held);
  return { ...told, stale: page.stale, next: lines.shown.length === 0 ? page.next : lines.next };
};

/** A line as it now is: in its place while somebody reads, else where it belongs. */
const stood = (roll: Roll, place: number, line: Change, held: boolean): Roll => {
  const [before, after] = [lineAt(roll, place - 1), lineAt(roll, place + 1)];
  const fits =
    (place === 0 || before === undefined || newestFirst(before, line) <= 0) &&
    (after === undefined || newestFirst(line, after) <= 0);
  return held || fits ? replaced(roll, place, line) : inserted(removed(roll, place), line);
};

/** What a page says of some bundles: for how many their lines stand; that a line is none any more. */
export const settled = (lines: Lines, bundles: readonly string[], page: Page, held: boolean): Lines => {
  if (!lines.quiet || bundles.length === 0) return lines;
  const told = new Map(page.changes.map((change) => [change.bundle, change]));
  const isUnsure = (bundle: string): boolean => (lines.unsure.get(bundle) ?? 0) > page.position;
  const sure = bundles.filter((bundle) => !isUnsure(bundle));
  const settle = (all: Roll, keepPlaces: boolean): Roll =>
    sure.reduce((roll, bundle) => {
      const place = placeOfBundle(roll, bundle);
      if (place === -1) return roll;
      const now = told.get(bundle);
      return now === undefined
        ? removed(roll, place)
        : stood(roll, place, fresher(now, lines.heard, page.position), keepPlaces);
    }, all);
  const known = new Set(sure);
  return {
    ...lines,
    shown: settle(lines.shown, held),
    waiting: settle(lines.waiting, false),
    unsure: new Map([...lines.unsure].filter(([bundle]) => !known.has(bundle))),
  };
};

const withUnsure = (lines: Lines, position: number, bundles: readonly (string | null)[]): Lines['unsure'] => {
  const known = bundles.filter((bundle) => bundle !== null);
  if (!lines.quiet || known.length === 0) return lines.unsure;
  return new Map([...lines.unsure, ...known.map((bundle) => [bundle, position] as const)]);
};

/** Puts the word in the place of the first line that tells it, and takes the others away. */
const folded = (roll: Roll, places: readonly number[], change: Change, held: boolean): Roll => {
  const [place = -1, ...others] = places;
  const line = lineAt(roll, place);
  if (line === undefined) return roll;
  return stood(others.reduceRight(removed, roll), place, foldedInto(line, change), held);
};

/**
 * One change as the stream tells it. A line that is shown stands corrected in its place; a new one slides in, or waits where
 * the reader is `held`; one older than the last line will come with its page.
 */
export const hear = (before: Lines, { change, position }: Heard, held: boolean): Lines => {
  const last = before.heard.get(change.id);
  if (last !== undefined && last.position > position) return before;
  if (leftAfter(before, change.id, position)) return before;
  const shownAt = placesOf(before.shown, before.quiet, change);
  const waitingAt = shownAt.length > 0 ? [] : placesOf(before.waiting, before.quiet, change);
  const line = lineAt(before.shown, shownAt[0] ?? -1) ?? lineAt(before.waiting, waitingAt[0] ?? -1);
  const was = line === undefined || line.bundled === null ? null : line.bundle;
  const unsure = change.bundled === null ? withUnsure(before, position, [change.bundle, was]) : before.unsure;
  const heard = latest(before.heard, change.id, { change, position });
  const back = { gone: without(before.gone, change.id), leaving: lacking(before.leaving, change.id) };
  const lines = { ...before, ...back, unsure, heard };

  if (shownAt.length > 0) return { ...lines, shown: folded(lines.shown, shownAt, change, held) };
  if (waitingAt.length > 0) return { ...lines, waiting: folded(lines.waiting, waitingAt, change, false) };

  const oldest = lineAt(lines.shown, lines.shown.length - 1);
  if (lines.next !== null && oldest !== undefined && newestFirst(change, oldest) > 0)
    return { ...before, ...back, heard };
  if (held) return { ...lines, waiting: inserted(lines.waiting, change) };
  const arrived = new Set([...[...lines.arrived].slice(-arrivedAtMost), change.id]);
  return { ...lines, shown: inserted(lines.shown, change), arrived };
};

/** The line that stands for this change and others, which stay. */
const bundledLine = ({ quiet, shown, waiting }: Lines, id: string): Change | undefined => {
  if (!quiet) return undefined;
  const lines = [shown, waiting].map((roll) => lineAt(roll, placeOf(roll, id)));
  return lines.find((line) => line !== undefined && line.bundled !== null);
};

const lacksLine = (roll: Roll, id: string): Roll => {
  const place = placeOf(roll, id);
  return place === -1 ? roll : removed(roll, place);
};

/** What was reported turned out to be no change. */
export const withdraw = (lines: Lines, id: string): Lines => {
  const line = bundledLine(lines, id);
  if (line !== undefined) return { ...lines, unsure: withUnsure(lines, 0, [line.bundle]) };
  return { ...lines, shown: lacksLine(lines.shown, id), waiting: lacksLine(lines.waiting, id) };
};

/** A change matches no more. Its line stays, marked, until it is swept: nothing moves under the eyes of who reads. */
export const leave = (lines: Lines, { id, position }: Left): Lines => {
  if ((lines.heard.get(id)?.position ?? 0) > position || leftAfter(lines, id, position)) return lines;
  const line = bundledLine(lines, id);
  if (line !== undefined) return { ...lines, unsure: withUnsure(lines, position, [line.bundle]) };
  return {
    ...lines,
    waiting: lacksLine(lines.waiting, id),
    gone: latest(lines.gone, id, position),
    leaving: placeOf(lines.shown, id) === -1 ? lines.leaving : new Set([...lines.leaving, id]),
  };
};

/** Takes away what has left. */
export const sweep = (lines: Lines): Lines =>
  lines.leaving.size === 0
    ? lines
    : { ...lines, shown: [...lines.leaving].reduce(lacksLine, lines.shown), leaving: new Set() };

/** Lets in what waited, puts in order what was corrected in its place, and takes away what has left. */
export const release = (all: Lines): Lines => {
  const lines = sweep(all);
  if (lines.apart !== null)
    return {
      ...lines,
      ...lines.apart,
      apart: null,
      shown: lines.waiting,
      waiting: emptyRoll,
      arrived: new Set(),
    };
  if (lines.waiting.length === 0) return { ...lines, shown: inOrder(lines.shown) };
  return {
    ...lines,
    shown: merged(lines.waiting, lines.shown),
    waiting: emptyRoll,
    arrived: new Set([...lines.waiting].slice(0, arrivedAtMost).map(({ id }) => id)),
  };
};

const without = (gone: Lines['gone'], id: string): Lines['gone'] =>
  gone.has(id) ? new Map([...gone].filter(([other]) => other !== id)) : gone;

const lacking = (all: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  all.has(id) ? new Set([...all].filter((other) => other !== id)) : all;

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
