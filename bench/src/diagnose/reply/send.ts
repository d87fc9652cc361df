import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { alertId } from '@nightjar/server/change/identity';
import { Pool } from 'undici';
import { percentile } from '../../measure.ts';
import type { Fired } from './mix.ts';

type Sent = {
  /** When the POST of each alert began, by its id: milliseconds since 1970. */
  readonly at: ReadonlyMap<string, number>;
  readonly answeredP99Ms: number;
  readonly perSecond: number;
};

const fingerprintOf = ({ alert }: Fired): string =>
  hash('sha256', `${alert.environment} ${alert.key}`).slice(0, 16);

/** As Alertmanager posts it, where it gathers nothing. */
const bodyOf = (fired: Fired, now: number): string => {
  const { title, services, environment, severity, labels } = fired.alert;
  return JSON.stringify({
    version: '4',
    status: 'firing',
    externalURL: 'https://alertmanager.example',
    alerts: [
      {
        status: 'firing',
        fingerprint: fingerprintOf(fired),
        startsAt: new Date(now).toISOString(),
        endsAt: '0001-01-01T00:00:00Z',
        labels: { ...labels, service: services[0], env: environment, severity },
        annotations: { summary: title },
      },
    ],
  });
};

/** Posts each when it is due, one alert a request; `before` is called as one fires. */
export const send = async (
  { address, secret }: { readonly address: string; readonly secret: string },
  all: readonly Fired[],
  before: (fired: Fired) => void,
): Promise<Sent> => {
  const pool = new Pool(address, { connections: 32 });
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  const at = new Map<string, number>();
  const took: number[] = [];
  const began = performance.now();
  const posted: Promise<void>[] = [];
  const post = async (fired: Fired): Promise<void> => {
    const now = Date.now();
    at.set(alertId(1, 'alertmanager', fingerprintOf(fired)), now);
    const body = bodyOf(fired, now);
    const answer = await pool.request({ path: '/hooks/alertmanager', method: 'POST', headers, body });
    await answer.body.dump();
    if (answer.statusCode !== 200) throw new Error(`A POST was answered ${answer.statusCode}.`);
    took.push(Date.now() - now);
  };
  for (const fired of all) {
    const early = fired.due - (performance.now() - began);
    if (early > 0) await sleep(early);
    before(fired);
    posted.push(post(fired));
  }
  await Promise.all(posted);
  const lasted = (performance.now() - began) / 1000;
  await pool.close();
  return {
    at,
    answeredP99Ms: percentile(took, 99),
    perSecond: all.length / lasted,
  };
};
