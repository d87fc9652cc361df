import type { Firing } from './firing.ts';
import { longestApart } from './score.ts';

/** Those that follow one another without a gap of a quarter of an hour. `sorted` by time. */
const runsOf = (sorted: readonly Firing[]): Firing[][] => {
  const runs: Firing[][] = [];
  let last: Firing | undefined;
  for (const one of sorted) {
    if (last !== undefined && one.at - last.at <= longestApart) runs.at(-1)?.push(one);
    else runs.push([one]);
    last = one;
  }
  return runs;
};

/** The place of the first that is not before `at`. */
const placeOf = (sorted: readonly Firing[], at: number): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Nearer than this is as near as can be. */
const nearEnough = 1000;

/**
 * Of two lists, both sorted by time, the pair that is nearest in time, for each run of the shorter list: what belongs together by
 * that hangs together by one pair. Costs the shorter list times the logarithm of the longer.
 */
export const nearestPairs = (one: readonly Firing[], other: readonly Firing[]): [Firing, Firing][] => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  return runsOf(short).flatMap((run): [Firing, Firing][] => {
    let best: [Firing, Firing] | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const a of run) {
      const place = placeOf(long, a.at);
      for (const b of [long[place - 1], long[place]]) {
        if (b === undefined || Math.abs(a.at - b.at) >= least) continue;
        least = Math.abs(a.at - b.at);
        best = [a, b];
      }
      if (least <= nearEnough) break;
    }
    return best === undefined || least > longestApart ? [] : [best];
  });
};
