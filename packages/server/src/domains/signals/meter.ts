import type { Counters } from './counters.ts';
import type { PointOutcome } from './figures.ts';
import type { Register } from './register.ts';
import { whenOf } from './resolution.ts';
import type { Labels, Series } from './series.ts';
import type { Tally } from './tally.ts';

/** Beyond this sums lose their meaning, and the database its numbers. */
const greatest = 1e200;

type MeterParts = {
  readonly org: number;
  readonly now: number;
  readonly register: Register;
  readonly tally: Tally;
  readonly counters: Counters;
};

/** Who counts: within a series each counter goes by a name of its own. */
type Point = { readonly at: number; readonly value: number; readonly counter: string };

/** Takes the points of one request or look into a tally, and says of each what became of it. */
export const meter = ({ org, now, register, tally, counters }: MeterParts) => ({
  series: (labels: Labels): Series | null => register.find(org, labels),
  point: (series: Series, { at, value, counter }: Point): PointOutcome => {
    if (!(Math.abs(value) < greatest)) return 'no-number';
    const when = whenOf(at, now);
    if (when !== 'in time') return when;
    if (series.kind === 'gauge') {
      tally.point(series, at, value);
      return 'taken';
    }
    // A total that is below nothing counts nothing.
    if (value < 0) return 'no-number';
    const it = counters.advance(`${org} ${series.id} ${counter}`, at, value);
    if (it === null) return 'crowded';
    if (it.is === 'old') return 'repeated';
    if (it.is === 'risen') tally.risen(series, it.from, at, it.by);
    return 'taken';
  },
});

export type Meter = ReturnType<typeof meter>;
