import { type Baseline, baselineOf } from './baseline.ts';
import { natureOf } from './signal.ts';
import { pointsIn, rowAt } from './span.ts';
import type { Table, Track } from './table.ts';

/** A series against what is usual for it. */
export type Deviation = {
  readonly track: Track;
  readonly baseline: Baseline;
  /** In spreads from the recent level, positive where it goes wrong (by size, where either way does); all rows of the table. */
  readonly rows: Float64Array;
};

/** So many rows tell a median and a spread to a twentieth; more cost time alone. */
const rowsEnough = 600;

/** How far back "lately" reaches from where the safe rows end. */
const latelyMs = 2 * 60 * 60_000;

const furthest = (values: Float64Array, level: number): number => {
  let most = 0;
  // A comparison with NaN is false.
  for (const value of values) if (Math.abs(value - level) > most) most = Math.abs(value - level);
  return most;
};

/** Each series against the rows that end at or before `safeUntil`; series without enough of them are left out. */
export const deviationsOf = (
  table: Pick<Table, 'step' | 'times' | 'tracks'>,
  safeUntil: number,
  /** The first row whose deviation anybody asks for; those before it stay NaN. */
  first = 0,
): Deviation[] => {
  const until = rowAt(table, safeUntil - table.step + 1);
  const lately = rowAt(table, safeUntil - latelyMs);
  return table.tracks.flatMap((track) => {
    const baseline = baselineOf(
      track.kind,
      pointsIn(track.values, { from: 0, until }, rowsEnough),
      pointsIn(track.values, { from: Math.min(lately, until), until }),
      (level) => furthest(track.values, level),
    );
    if (baseline === null) return [];
    const { bad } = natureOf(track.kind);
    const rows = new Float64Array(track.values.length).fill(Number.NaN, 0, first);
    for (let row = first; row < rows.length; row++) {
      const d = ((track.values[row] ?? 0) - baseline.recent) / baseline.spread;
      rows[row] = bad === 0 ? Math.abs(d) : bad * d;
    }
    return [{ track, baseline, rows }];
  });
};
