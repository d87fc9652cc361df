import { quarterMs } from '../quarters.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Widths in which people think, in milliseconds. Each above a quarter of an hour is made of whole ones. */
const widths: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 7, 14, 28, 91, 364].map((n) => n * day),
];

/** A window of time cut into buckets of one width: the first begins at `origin`, which is `from` or somewhat before. */
export type Steps = {
  readonly from: number;
  readonly to: number;
  readonly origin: number;
  readonly stepMs: number;
  readonly count: number;
};

/** A piece of time, half-open, in milliseconds since 1970. Those of one look are in order, and no two overlap. */
export type Slice = { readonly n: number; readonly from: number; readonly to: number };

const cut = (from: number, to: number, stepMs: number): Steps => {
  const grid = Math.min(stepMs, quarterMs);
  const origin = Math.floor(from / grid) * grid;
  return { from, to, origin, stepMs, count: Math.ceil((to - origin) / stepMs) };
};

/**
 * Cuts a window (half-open, milliseconds since 1970) into `most` buckets at most, of the smallest width that will do. The
 * first begins with the window, to a quarter of an hour: who wants days of a place's own asks from a midnight of that place.
 */
export const stepsOf = (from: number, to: number, most: number): Steps => {
  const fitting = widths.find((width) => cut(from, to, width).count <= most);
  const years = Math.ceil((to - from) / most / (364 * day)) + 1;
  return cut(from, to, fitting ?? years * 364 * day);
};

/** Of each bucket the part that lies in a span; those that lie outside are left out. */
export const slicesOf = (
  { origin, stepMs, count }: Steps,
  { from, to }: { readonly from: number; readonly to: number },
): Slice[] =>
  Array.from({ length: count }, (_, n) => ({
    n,
    from: Math.max(from, origin + n * stepMs),
    to: Math.min(to, origin + (n + 1) * stepMs),
  })).filter((slice) => slice.from < slice.to);
