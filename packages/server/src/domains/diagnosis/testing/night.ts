import type { FoundSeries } from '../../../evidence/parts.ts';

export const minute = 60_000;

/** The page of a night on which pricing became slow, and checkout with it. */
export const pagedAt = Date.UTC(2026, 2, 1, 2, 51);
/** Pricing became slow with the first minute of this. */
export const begins = pagedAt - 6 * minute;

/** Numbers that look like noise and are the same each time. */
const wave = (row: number, salt: number): number => Math.sin(row * 12.9898 + salt * 78.233) * 0.5;

type Shape = {
  /** What it is on a usual minute, and since the trouble began. */
  readonly usual: number;
  readonly sick?: number;
  readonly from?: number;
  readonly until?: number;
};

/** A series by the minute, from three hours before the page. */
export const seriesOf = (
  service: string,
  signal: string,
  { usual, sick = usual, from = pagedAt - 180 * minute, until = pagedAt + 20 * minute }: Shape,
  more: Pick<FoundSeries, 'instance' | 'peer' | 'stat'> = {},
): FoundSeries => {
  const points: [number, number][] = [];
  for (let at = from, row = 0; at <= until; at += minute, row++) {
    const level = at >= begins ? sick : usual;
    points.push([at, level * (1 + 0.06 * wave(row, service.length + signal.length))]);
  }
  return { service, signal, ...more, points };
};

/** Checkout calls pricing and cart; pricing is slow by itself, checkout by pricing, cart is well. */
export const nightSeries = (): FoundSeries[] => [
  seriesOf('checkout', 'latency', { usual: 200, sick: 1100 }, { stat: 'mean' }),
  seriesOf('checkout', 'requests', { usual: 600 }),
  seriesOf('checkout', 'errors', { usual: 0.01 }),
  seriesOf('pricing', 'latency', { usual: 80, sick: 980 }, { stat: 'mean' }),
  seriesOf('pricing', 'requests', { usual: 600 }),
  seriesOf('cart', 'latency', { usual: 30 }, { stat: 'mean' }),
  seriesOf('postgres', 'cpu', { usual: 0.3 }),
];

/** A deploy to production that was finished then, as its pipeline reports it; or what the test says. */
export const deployed = (service: string, at: number, more: object = {}) => ({
  source: 'ci',
  key: `${service} ${at}`,
  kind: 'deploy',
  title: `Deploy ${service}`,
  services: [service],
  environment: 'prod',
  phase: 'finished',
  at: new Date(at).toISOString(),
  ...more,
});
