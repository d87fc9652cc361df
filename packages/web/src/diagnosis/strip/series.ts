import type { Signals } from '@nightjar/sdk/wire';
import { median } from '../../ui/median.ts';

export type Series = Signals['series'][number];

/** More lines than this in one chart nobody tells apart. */
const most = 4;

/** Those of the service as a whole where it has any; else those of its instances or of whom it calls. */
export const chosen = (all: readonly Series[]): readonly Series[] => {
  const measured = all.filter(({ points }) => points.length > 1);
  const whole = measured.filter(({ instance, peer }) => instance === null && peer === null);
  return (whole.length > 0 ? whole : measured).slice(0, most);
};

/** What was measured, slot by slot: when, in ms, and the value of the slot. */
export const measuredIn = ({
  points,
}: Pick<Series, 'points'>): readonly (readonly [at: number, value: number])[] =>
  points.flatMap(([at, value]) => (at === undefined || value === undefined ? [] : [[at, value] as const]));

/** Aligned by time, as the chart wants it: seconds since 1970, then a column a series; null where one has no value. */
export const aligned = (series: readonly Series[]): [number[], ...(number | null)[][]] => {
  const times = [...new Set(series.flatMap((one) => measuredIn(one).map(([at]) => at)))].sort(
    (a, b) => a - b,
  );
  const columns = series.map((one) => {
    const byTime = new Map(measuredIn(one));
    return times.map((at) => byTime.get(at) ?? null);
  });
  return [times.map((at) => at / 1000), ...columns];
};

/** `0.12`, `1,100 ms`, `12 %`. */
export const valueWords = (
  value: number,
  { signal, stat, unit }: Pick<Series, 'signal' | 'stat' | 'unit'>,
): string => {
  const share = (signal === 'errors' || signal === 'success') && stat === 'share';
  const number = share ? value * 100 : value;
  const size = Math.abs(number);
  const said =
    size >= 100 ? Math.round(number).toLocaleString('en-GB') : String(Number(number.toPrecision(2)));
  // A number and its unit stay on one line.
  return share ? `${said}\u00a0%` : unit === null ? said : `${said}\u00a0${unit}`;
};

/** `latency p99`, `errors`. */
export const signalName = ({ signal, stat }: Pick<Series, 'signal' | 'stat'>): string =>
  stat === null || /^(?:average|avg|mean|sum|total|share)$/i.test(stat) ? signal : `${signal} ${stat}`;

/** What it was before an instant and what it has been since, for who does not see the line: `0.6 % before, 10 % since, at most 12 %`. */
export const courseOf = (series: Series, onset: number): string => {
  const values = (is: (at: number) => boolean): readonly number[] =>
    measuredIn(series)
      .filter(([at]) => is(at))
      .map(([, value]) => value);
  const [before, since] = [values((at) => at < onset), values((at) => at >= onset)];
  const words = (value: number): string => valueWords(value, series);
  const parts = [
    ...(before.length === 0 ? [] : [`${words(median(before))} before it began`]),
    ...(since.length === 0 ? [] : [`${words(median(since))} since, at most ${words(Math.max(...since))}`]),
  ];
  return parts.length === 0 ? 'nothing was measured then' : parts.join(', ');
};
