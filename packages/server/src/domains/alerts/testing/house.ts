import type { HttpOptions } from '@nightjar/kernel/http/open-http';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import type { AlertObservation } from '../../../change/alert.ts';
import { alertId } from '../../../change/identity.ts';
import { type AlertObserved, alertStream } from '../events.ts';
import { alerts } from '../index.ts';

/** `Bearer read 2` reads for organisation 2. */
export const readers: HttpOptions['authenticate'] = ({ headers }) => {
  const org = /^Bearer read(?: (\d))?$/.exec(headers.authorization ?? '');
  return org === null
    ? null
    : { org: Number(org[1] ?? 1), subject: 'token:read', rights: new Set(['read' as const]) };
};

/** A pricing that fires, except for what the test says. */
export const seen = (said: Partial<AlertObservation> = {}): AlertObservation => ({
  source: 'alertmanager',
  key: 'a1',
  state: 'firing',
  at: '2026-03-01T02:40:00.000Z',
  title: 'PricingErrors: 5 % of requests fail',
  severity: 'critical',
  services: ['pricing'],
  environment: 'prod',
  summary: null,
  links: [],
  labels: {},
  ...said,
});

/** A house with the alerts as its only room. */
export const alertsHouse = async () => {
  const database = await testDatabase({ connections: 4 });
  const { logger } = capturedLog();
  const kernel = await openKernel({ url: database.url, logger, domains: [alerts], graceMs: 500 });
  const { http } = await testDoor({ authenticate: readers, logger }, (door) => {
    void alerts.routes?.(door, kernel);
  });
  await kernel.start();
  return {
    database,
    kernel,
    /** Records what was seen, each as a delivery of its own, and answers the id of the last alert. */
    record: async (...list: readonly AlertObservation[]): Promise<string> => {
      let id = '';
      for (const alert of list) {
        id = alertId(1, alert.source, alert.key);
        const read = { delivery: crypto.randomUUID(), index: 0, reading: 1 };
        const fact: AlertObserved = { type: 'AlertObserved', at: alert.at, data: { alert, read } };
        await kernel.log.append({ org: 1, stream: alertStream(id), facts: [fact] });
      }
      return id;
    },
    get: async (path: string, right = 'read') => {
      const url = `${path}${path.includes('?') ? '&' : '?'}consistency=strong`;
      const answer = await http.inject({ url, headers: { authorization: `Bearer ${right}` } });
      return { status: answer.statusCode, body: answer.json() };
    },
    [Symbol.asyncDispose]: async () => {
      await http.close();
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};
