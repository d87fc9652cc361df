/**
 * How many calls took how long, as counts for buckets of one fixed layout, so that rows add up whoever wrote them.
 * Layout 1: bucket 0 holds up to 2^-4 ms (62.5 µs), bucket i what is above 2^((i-1)/4 - 4) ms up to 2^(i/4 - 4) ms, and
 * bucket 96 all above 2^19.75 ms (14.7 min). Four buckets an octave: a quantile is at most 9 % off, in at most 97 numbers;
 * eight would halve the error and double the table. Trailing zeros are left out: an array may be shorter than the layout.
 */
export const layout = 1;
export const buckets = 97;

const perOctave = 4;
const lowest = -4;

export const bucketOf = (ms: number): number => {
  if (!(ms > 2 ** lowest)) return 0;
  // The tiny step down keeps an exact power of the base in the bucket that ends with it, whatever log2 rounds to.
  const bucket = Math.ceil((Math.log2(ms) - lowest) * perOctave - 1e-9);
  return Math.min(buckets - 1, Math.max(0, bucket));
};

/** Upper end of a bucket in ms. */
const endOf = (bucket: number): number => 2 ** (bucket / perOctave + lowest);

/**
 * The latency in ms that a share `q` (0 to 1) of the calls did not exceed; within the bucket as if they were spread evenly
 * over its logarithm. 0 where there were no calls.
 */
export const quantile = (latency: readonly number[], q: number): number => {
  const total = latency.reduce((sum, count) => sum + count, 0);
  if (total === 0) return 0;
  const rank = Math.max(q * total, Number.MIN_VALUE);
  let before = 0;
  for (const [bucket, count] of latency.entries()) {
    if (before + count >= rank && count > 0) {
      const share = (rank - before) / count;
      return bucket === 0 ? endOf(0) * share : endOf(bucket - 1 + share);
    }
    before += count;
  }
  return endOf(latency.length - 1);
};

/** Adds `more` to `latency` in place, which becomes as long as the longer. */
export const addLatency = (latency: number[], more: readonly number[]): void => {
  while (latency.length < more.length) latency.push(0);
  for (const [bucket, count] of more.entries()) latency[bucket] = (latency[bucket] ?? 0) + count;
};

export const countLatency = (latency: number[], ms: number): void => {
  const bucket = bucketOf(ms);
  while (latency.length <= bucket) latency.push(0);
  latency[bucket] = (latency[bucket] ?? 0) + 1;
};
