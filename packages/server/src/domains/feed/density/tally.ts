import type { Steps } from './steps.ts';
import type { Density } from './wire.ts';

/** What was counted of one kind in one bucket. */
export type Counted = {
  readonly n: number;
  readonly kind: string;
  readonly count: number;
  readonly failed: number;
};

/** What was looked at of one bucket: the newest `looked` changes, down to `oldest`. */
export type Looked = { readonly n: number; readonly looked: number; readonly oldest: number };

export type Tally = Pick<Density, 'buckets' | 'count' | 'failed' | 'partial'>;

/**
 * By how much the counts of a bucket fall short, where only its newest changes were looked at: by all that there are to those
 * looked at, where all have been counted (`total`); else by the time that they span. 1 where everything was looked at.
 */
export const scaleOf = (
  { looked, oldest }: Looked,
  most: number,
  bucket: { readonly from: number; readonly to: number; readonly total: number | null },
): number => {
  if (looked < most || bucket.to <= bucket.from) return 1;
  if (bucket.total !== null) return Math.max(1, bucket.total / looked);
  return Math.max(1, (bucket.to - bucket.from) / Math.max(1, bucket.to - oldest));
};

/** Puts the counts together, bucket by bucket. `scale`: by how much those of a bucket fall short; 1 where not given. */
export const tallyOf = (
  counted: readonly Counted[],
  { origin, stepMs }: Steps,
  scale: ReadonlyMap<number, number> = new Map(),
): Tally => {
  const sums = new Map<number, { count: number; failed: number; kinds: Record<string, number> }>();
  for (const { n, kind, count, failed } of counted) {
    const by = scale.get(n) ?? 1;
    const many = Math.round(count * by);
    if (many <= 0) continue;
    const sum = sums.get(n) ?? { count: 0, failed: 0, kinds: {} };
    sum.count += many;
    sum.failed += Math.round(failed * by);
    sum.kinds[kind] = (sum.kinds[kind] ?? 0) + many;
    sums.set(n, sum);
  }
  const buckets = [...sums]
    .sort(([a], [b]) => a - b)
    .map(([n, sum]) => ({ at: new Date(origin + n * stepMs).toISOString(), ...sum }));
  return {
    buckets,
    count: buckets.reduce((sum, it) => sum + it.count, 0),
    failed: buckets.reduce((sum, it) => sum + it.failed, 0),
    partial: [...scale.values()].some((by) => by > 1),
  };
};
