/**
 * How far a series is off in a span, in spreads: the mean of its worst quarter of rows, of two at least, so that neither a row of
 * noise makes a cause nor the calm rows after a short fault hide one. A lone point counts half. 0 without points.
 */
export const strengthOf = (rows: ArrayLike<number>, from: number, until: number): number => {
  const found: number[] = [];
  for (let i = from; i < until; i++) {
    const d = rows[i] ?? Number.NaN;
    if (!Number.isNaN(d)) found.push(d);
  }
  if (found.length === 0) return 0;
  found.sort((a, b) => b - a);
  const worst = Math.max(2, Math.ceil(found.length / 4));
  let sum = 0;
  for (let i = 0; i < worst; i++) sum += found[i] ?? 0;
  return Math.max(0, sum / worst);
};
