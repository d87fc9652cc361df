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

/** The points that a series has in a span. */
export const pointsIn = (values: Float64Array, { from, until }: Span): number[] => {
  const found: number[] = [];
  for (let row = Math.max(0, from); row < until; row++) {
    const value = values[row];
    if (value !== undefined && !Number.isNaN(value)) found.push(value);
  }
  return found;
};
