import type { Table } from './table.ts';

/** Rows of a table, from inclusive, until exclusive. */
export type Span = { readonly from: number; readonly until: number };

/** The first row that begins at or after a time. */
export const rowAt = ({ times }: Pick<Table, 'times'>, at: number): number => {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The points that a series has in a span: those of all its rows, or of about `atMost` rows at even distances. */
export const pointsIn = (
  values: Float64Array,
  { from, until }: Span,
  atMost = Number.POSITIVE_INFINITY,
): number[] => {
  const found: number[] = [];
  const every = Math.max(1, Math.ceil((until - from) / atMost));
  for (let row = Math.max(0, from); row < until; row += every) {
    const value = values[row];
    if (value !== undefined && !Number.isNaN(value)) found.push(value);
  }
  return found;
};
