import { median, medianAbsoluteDeviation, quantile } from 'simple-statistics';
import { natureOf, type SignalKind } from './signal.ts';

/** What is usual for one series. */
export type Baseline = {
  /** Median of what was safely before. */
  readonly level: number;
  /** The level just before, drawn towards the long one where few points tell of it. */
  readonly recent: number;
  /** In the series' unit; a deviation is counted in it. */
  readonly spread: number;
  readonly points: number;
  /** Whether the spread is the floor, since the points hardly differ. */
  readonly flat: boolean;
};

/** What a series that never moved before counts for at most, in spreads. */
const flatAtMost = 10;
/** Fewer points than this tell of no spread. */
const enough = 5;
const earlier = 0.75;
const normalMad = 1.4826;
/** The 95 % quantile of a normal distribution, in standard deviations. */
const normal95 = 1.645;

/**
 * spread = max(1.4826 MAD, tail / 1.645, floor). The median and the MAD stand a quarter of foreign rows (as BARO's median and IQR
 * do: Pham et al., FSE 2024, arXiv 2405.09330). The tail, from the median to the 95 % quantile on the bad side, keeps what bursts
 * every day (success rates: MAD 0, a dip an hour) from being news; it is taken from the earlier three quarters, so that a trouble
 * older than it was thought does not make itself usual. The floor is a share of the level: success 0.1 %, others 1 or
 * 2 %; BARO's floor, 1 in whatever unit, made its ranks depend on the unit.
 */
export const baselineOf = (
  kind: SignalKind,
  before: readonly number[],
  lately: readonly number[],
  /** The furthest that any row, later ones too, is from the level. */
  furthest: (level: number) => number,
): Baseline | null => {
  if (before.length < enough) return null;
  const { bad, relativeFloor } = natureOf(kind);
  const values = [...before];
  const level = median(values);
  const [low = 0, high = 0] = quantile(values.slice(0, Math.ceil(values.length * earlier)), [0.05, 0.95]);
  const mad = normalMad * medianAbsoluteDeviation(values);
  const tail =
    (bad === 1 ? high - level : bad === -1 ? level - low : Math.max(high - level, level - low)) / normal95;
  const measured = Math.max(mad, tail);
  // A flat series tells that it moved and not how far that is: it counts for no more than `flatAtMost` spreads, in any unit.
  const floor = relativeFloor * Math.abs(level);
  const flat = measured <= floor;
  const spread = flat ? Math.max(floor, furthest(level) / flatAtMost) || 1 : measured;
  const weight = lately.length / (lately.length + 1);
  const recent = lately.length === 0 ? level : level + weight * (median([...lately]) - level);
  return { level, recent, spread, points: before.length, flat };
};
