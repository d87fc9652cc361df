import { sampleCorrelation, sampleCovariance, sampleVariance } from 'simple-statistics';
import type { Deviation } from './deviation.ts';
import type { Span } from './span.ts';
import { isRatio } from './whole-service.ts';

/** Fewer common rows than this show no shape. */
const enough = 3;

/**
 * What a service costs its callers in every row: milliseconds or failures times requests. Without the requests, of either side, the
 * plain value, as if every request of the target went by there once.
 */
export const costOf = (
  one: Deviation,
  requests: Float64Array | null,
  { from, until }: Span,
): Float64Array => {
  const { kind, values } = one.track;
  const sign = kind === 'success' ? -1 : 1;
  const counted = kind === 'errors' && !isRatio([one.track]);
  return values
    .subarray(from, until)
    .map(
      (value, i) =>
        sign *
        (value - one.baseline.recent) *
        (counted || requests === null ? 1 : (requests[from + i] ?? Number.NaN)),
    );
};

const common = (a: Float64Array, b: Float64Array): { readonly xs: number[]; readonly ys: number[] } => {
  const xs: number[] = [];
  const ys: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const x = a[i] ?? Number.NaN;
    const y = b[i] ?? Number.NaN;
    if (Number.isNaN(x) || Number.isNaN(y)) continue;
    xs.push(x);
    ys.push(y);
  }
  return { xs, ys };
};

/** Pearson's correlation of two series over their common rows; 0 where one stands still or too few rows are common. */
export const likeness = (a: Float64Array, b: Float64Array): number => {
  const { xs, ys } = common(a, b);
  const r = xs.length < enough ? 0 : sampleCorrelation(xs, ys);
  return Number.isFinite(r) ? r : 0;
};

/**
 * The share of the symptom that a service accounts for: cov(cost, symptom) / var(symptom). Where a caller's time (its failures) is
 * its own plus that of its callees, the shares of all add up to 1, as in a budget; drift and a level that is off do not matter.
 * Null where it cannot be told.
 */
export const shareOf = (cost: Float64Array, symptom: Float64Array): number | null => {
  const { xs, ys } = common(cost, symptom);
  if (xs.length < enough) return null;
  const variance = sampleVariance(ys);
  return variance > 0 ? sampleCovariance(xs, ys) / variance : null;
};
