import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@nightjar/sdk/connect';
import type { NewSignals, Report } from '@nightjar/sdk/wire';
import { chance } from './company.ts';

// What was measured of the bad night: from the deploy of pricing on, a tenth of its requests fail, and those of its callers with it.

const minute = 60_000;
const step = minute / 2;
/** What is older by more than an hour is taken no more. */
const reach = 59 * minute;

type Usual = {
  /** Milliseconds. */
  readonly latency: number;
  /** Shares of the requests: on a usual day, and what of pricing's failures shows there. */
  readonly errors: number;
  readonly suffers?: number;
  /** A minute. */
  readonly requests: number;
};

const measured: Readonly<Record<string, Usual>> = {
  gateway: { latency: 310, errors: 0.004, suffers: 0.25, requests: 4_200 },
  checkout: { latency: 240, errors: 0.006, suffers: 0.85, requests: 900 },
  pricing: { latency: 45, errors: 0.003, suffers: 1, requests: 1_300 },
  cart: { latency: 60, errors: 0.002, requests: 1_900 },
  payments: { latency: 180, errors: 0.008, requests: 420 },
  orders: { latency: 120, errors: 0.003, requests: 410 },
  fraud: { latency: 95, errors: 0.002, requests: 430 },
  inventory: { latency: 35, errors: 0.001, requests: 2_100 },
  promotions: { latency: 25, errors: 0.002, requests: 1_500 },
  tax: { latency: 20, errors: 0.001, requests: 1_300 },
  ledger: { latency: 40, errors: 0.001, requests: 500 },
  search: { latency: 150, errors: 0.004, requests: 2_600 },
  catalog: { latency: 30, errors: 0.001, requests: 5_000 },
  features: { latency: 18, errors: 0.001, requests: 3_000 },
};

/** The share of pricing's requests that fail since. */
const failing = 0.11;

/** The change that did it: it is the last deploy of pricing that was finished. */
const guiltyOf = (reports: readonly Report[]): Report => {
  const deploys = reports.filter(
    ({ kind, phase, services, environment }) =>
      kind === 'deploy' && phase === 'finished' && services?.join() === 'pricing' && environment === 'prod',
  );
  const last = deploys.toSorted((a, b) => ((a.at ?? '') < (b.at ?? '') ? 1 : -1))[0];
  if (last === undefined) throw new Error('Nobody deployed pricing.');
  return last;
};

/** The same reports and `until` give the same measurements. */
export const measuredNight = (reports: readonly Report[], until: Date): NewSignals => {
  const begins = Date.parse(guiltyOf(reports).at ?? '') + 20_000;
  const end = until.getTime();
  return Object.entries(measured).flatMap(([service, usual], nth) => {
    const random = chance(nth + 1);
    const series = (signal: string, level: (at: number) => number, stat?: string) => {
      const points: [number, number][] = [];
      for (let at = end - reach; at <= end; at += step)
        points.push([at, level(at) * (0.92 + 0.16 * random())]);
      return { service, environment: 'prod', signal, ...(stat === undefined ? {} : { stat }), points };
    };
    const { latency, errors, suffers = 0, requests } = usual;
    return [
      series('latency', () => latency, 'mean'),
      series('errors', (at) => errors + (at >= begins ? failing * suffers : 0), 'share'),
      series('requests', () => requests),
    ];
  });
};

/** Points are written every few seconds: whoever is paged before that is told that nobody can tell. A slow machine is waited for half a minute. */
export const sendMeasured = async ({ signals }: Client, night: NewSignals): Promise<void> => {
  await signals.send(night);
  for (let tries = 0; tries < 60; tries++) {
    const { series } = await signals.chart({ service: 'checkout', environment: 'prod', of: 'errors' });
    if (series.some(({ points }) => points.length > 0)) return;
    await sleep(500);
  }
};
