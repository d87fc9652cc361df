import type { Repository } from '../discovery/code-host.ts';

const day = 86_400_000;
/** Where something was pushed lately, something is deployed lately. */
const livelyMs = 14 * day;
/** Asked at every look. */
const mostLively = 200;
/** Of all others so many at a time, in turn. */
const ofOthers = 50;
/** A round of the others is looked back over twice, so that nothing falls between two turns. */
const longestBackMs = 14 * day;

export type Visit = {
  readonly repository: Repository;
  /** From when on to ask. */
  readonly from: Date;
};

/**
 * Which repositories to ask now: an organisation of five thousand, each asked every five minutes, would use up any limit. The lively
 * ones are asked at every look, the others in turn.
 */
export const visitsOf = (
  repositories: readonly Repository[],
  { from, to, everyMs }: { readonly from: Date; readonly to: Date; readonly everyMs: number },
): Visit[] => {
  const now = to.getTime();
  const newest = repositories
    .filter(({ archived }) => !archived)
    .sort((a, b) => (a.changedAt < b.changedAt ? 1 : -1));
  const lively = newest
    .filter(({ changedAt }) => Date.parse(changedAt) > now - livelyMs)
    .slice(0, mostLively);
  const known = new Set(lively.map(({ id }) => id));
  const others = newest.filter(({ id }) => !known.has(id)).sort((a, b) => (a.id < b.id ? -1 : 1));
  const turns = Math.max(1, Math.ceil(others.length / ofOthers));
  const turn = Math.floor(now / everyMs) % turns;
  const back = new Date(Math.min(from.getTime(), now - Math.min(longestBackMs, 2 * turns * everyMs)));
  return [
    ...lively.map((repository) => ({ repository, from })),
    ...others.slice(turn * ofOthers, (turn + 1) * ofOthers).map((repository) => ({ repository, from: back })),
  ];
};
