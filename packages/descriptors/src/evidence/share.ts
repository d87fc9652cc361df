import type { Ref } from '../ref.ts';

/** A list that names its reader among others was written for all of them: it says who lives where, not who calls whom. */
const directory = 0.4;

/**
 * How much of what a shared list of settings (a config map, an env file) names one of its readers is likely to use. A list
 * of one address is there to be used. Of a list of many addresses with many readers each reads its own part, so the more of
 * both, the less it says of any; and a reader that finds itself in the list has been given everybody's.
 *
 * Alternatives on Bank of Anthos, whose twelve calls are known: to believe every reader finds 12 and makes up 3; to believe
 * none finds 1; this finds 11 and makes up none, and the three are listed as possible with the one it misses.
 */
export const shareOf = (targets: ReadonlySet<Ref>, readers: number, self: Ref): number => {
  const crowd = 1 / (1 + 0.1 * Math.max(0, targets.size - 1) * Math.max(0, readers - 1));
  return targets.has(self) && targets.size > 1 ? crowd * directory : crowd;
};
