type Point = readonly [number, number];

/** Fewer points than this say nothing about whether a series is a running total. */
const enough = 10;

/**
 * Whether points are the running total of a counter: it rises or stands, rises in at least a third of its steps, and every fall is
 * a reset, that is to less than a tenth of where it stood. At most one step in twenty may be one.
 */
export const isCounter = (points: readonly Point[]): boolean => {
  if (points.length < enough) return false;
  let rises = 0;
  let resets = 0;
  for (let i = 1; i < points.length; i++) {
    const before = points[i - 1]?.[1] ?? 0;
    const after = points[i]?.[1] ?? 0;
    if (after < 0) return false;
    if (after > before) rises += 1;
    else if (after < before) {
      if (after > before / 10) return false;
      resets += 1;
    }
  }
  return rises >= points.length / 3 && resets <= points.length / 20;
};

/**
 * Increase a second between neighbours. After a reset what stands is what was counted since (as Prometheus' `rate` takes it:
 * https://prometheus.io/docs/prometheus/latest/querying/functions/#rate), so that no rate is negative.
 */
export const ratesOf = (
  points: readonly Point[],
): { readonly points: readonly Point[]; readonly resets: number } => {
  const rates: Point[] = [];
  let resets = 0;
  for (let i = 1; i < points.length; i++) {
    const [t0, v0] = points[i - 1] ?? [0, 0];
    const [t1, v1] = points[i] ?? [0, 0];
    if (v1 < v0) resets += 1;
    if (t1 > t0) rates.push([t1, (v1 < v0 ? v1 : v1 - v0) / ((t1 - t0) / 1000)]);
  }
  return { points: rates, resets };
};
