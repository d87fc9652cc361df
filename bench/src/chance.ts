/** A stream of numbers in [0, 1) that is the same in every run (mulberry32, public domain). */
export const random = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};

/** Picks an index by weight, in the time of a binary search. */
export const picker = (weights: readonly number[]) => {
  const sums: number[] = [];
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    sums.push(sum);
  }
  return (chance: number): number => {
    const target = chance * sum;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
};

/** The first is picked most often, the n-th an n-th as often. */
export const zipf = (count: number) => picker(Array.from({ length: count }, (_, rank) => 1 / (rank + 1)));
