import { median } from 'simple-statistics';
import type { Case, Series } from './case.ts';
import { isCounter, ratesOf } from './counter.ts';
import { kindOf, natureOf, type SignalKind } from './signal.ts';

/** One series on the rows of the table; NaN where it has no point. */
export type Track = {
  readonly service: string;
  readonly instance: string | null;
  readonly peer: string | null;
  readonly signal: string;
  readonly kind: SignalKind;
  readonly stat: string;
  readonly values: Float64Array;
};

/** All series of a case side by side: a row is a bin of time in which at least one series has a point. */
export type Table = {
  /** Width of a row in milliseconds. */
  readonly step: number;
  /** When each row begins, ascending; rows without any point are left out, however long the gap. */
  readonly times: readonly number[];
  readonly tracks: readonly Track[];
  readonly counterResets: number;
};

/** Samples closer than this are averaged: noise of neighbouring seconds hangs together, and what people notice lasts longer. */
const finest = 10_000;

const typicalStep = (all: readonly Series['points'][]): number => {
  const steps: number[] = [];
  for (const points of all) {
    // A few steps of each are as good as all.
    const every = Math.max(1, Math.floor(points.length / 16));
    for (let i = 1; i < points.length; i += every) {
      const step = (points[i]?.[0] ?? 0) - (points[i - 1]?.[0] ?? 0);
      if (step > 0) steps.push(step);
    }
  }
  return steps.length === 0 ? finest : median(steps);
};

const inOrder = (points: Series['points']): Series['points'] =>
  points.every((point, i) => i === 0 || point[0] >= (points[i - 1]?.[0] ?? 0))
    ? points
    : [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);

/** The bins of time in which anything was measured, ascending. */
const rowsOf = (all: readonly Series['points'][], step: number): number[] => {
  const bins = new Set<number>();
  for (const points of all) {
    let end = Number.NEGATIVE_INFINITY;
    for (const [t] of points) {
      if (t < end) continue;
      const bin = Math.floor(t / step);
      bins.add(bin);
      end = (bin + 1) * step;
    }
  }
  return [...bins].sort((a, b) => a - b);
};

/** The mean of the points in each row; both are in order, so one walk over both is enough. */
const valuesOn = (rows: readonly number[], points: Series['points'], step: number): Float64Array => {
  const values = new Float64Array(rows.length).fill(Number.NaN);
  let row = 0;
  let end = ((rows[0] ?? 0) + 1) * step;
  let sum = 0;
  let n = 0;
  for (const [t, value] of points) {
    if (t >= end) {
      if (n > 0) values[row] = sum / n;
      [sum, n] = [0, 0];
      while (t >= end && row < rows.length) {
        row += 1;
        end = ((rows[row] ?? 0) + 1) * step;
      }
    }
    sum += value;
    n += 1;
  }
  if (n > 0) values[row] = sum / n;
  return values;
};

/** Lays the series of a case side by side. Running totals become rates; samples within one row are averaged. */
export const tableOf = ({ series }: Pick<Case, 'series'>): Table => {
  let counterResets = 0;
  const ready = series.map((one) => {
    const kind = kindOf(one.signal);
    const ordered = inOrder(one.points);
    if (!natureOf(kind).counts || !isCounter(ordered)) return { one, kind, points: ordered };
    const { points, resets } = ratesOf(ordered);
    counterResets += resets;
    return { one, kind, points };
  });
  const all = ready.map(({ points }) => points);
  const step = Math.max(finest, typicalStep(all));
  const rows = rowsOf(all, step);
  const tracks = ready.map(
    ({ one, kind, points }): Track => ({
      service: one.service,
      instance: one.instance ?? null,
      peer: one.peer ?? null,
      signal: one.signal,
      kind,
      stat: one.stat ?? '',
      values: valuesOn(rows, points, step),
    }),
  );
  return { step, times: rows.map((bin) => bin * step), tracks, counterResets };
};
