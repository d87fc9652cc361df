/** A stretch in which a series is off: from its first row to its peak of evidence, both in the indices that were given. */
export type Excursion = {
  /** S at its highest: the evidence, in spreads. */
  readonly evidence: number;
  readonly from: number;
  readonly to: number;
};

/** What a row counts for at most and what every row must exceed, in spreads. */
export const cap = 5;
const allowance = 1;

/** More evidence than a single row can give, however wild: two rows at least must agree. */
export const enoughEvidence = cap - allowance;

/**
 * The strongest excursion by the cumulative sum S := max(0, S + min(max(d, -cap), cap) - allowance) over deviations d in spreads
 * (Page, "Continuous inspection schemes", 1954; capped, so that one wild row does not decide). NaN rows are passed over. Online: a
 * row costs O(1). Null where S never rises above 0. Of equal peaks the first.
 */
export const excursionOf = (
  deviations: ArrayLike<number>,
  from = 0,
  until: number = deviations.length,
): Excursion | null => {
  let sum = 0;
  let start = from;
  let best: Excursion | null = null;
  for (let i = from; i < until; i++) {
    const d = deviations[i] ?? Number.NaN;
    if (Number.isNaN(d)) continue;
    if (sum === 0) start = i;
    sum = Math.max(0, sum + Math.min(Math.max(d, -cap), cap) - allowance);
    if (sum > (best?.evidence ?? 0)) best = { evidence: sum, from: start, to: i };
  }
  return best;
};
