import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@nightjar/kernel/database/database';
import { openLog } from '@nightjar/kernel/log/open-log';
import type { AlertObservation } from '@nightjar/server/change/alert';
import { alertId } from '@nightjar/server/change/identity';
import { type AlertObserved, alertStream } from '@nightjar/server/domains/alerts/events';
import { companyServer } from './house.ts';
import { lasts, stormAlerts } from './storm-alerts.ts';

const together = 100;
/** Alerts a second that come in: in some twenty seconds there are ten thousand. */
const perSecond = 500;

const recorded = async (url: string, alerts: readonly AlertObservation[]): Promise<number> => {
  const database = openDatabase(url, { connections: 4, name: 'nightjar bench' });
  const log = await openLog(database);
  const began = performance.now();
  for (let from = 0; from < alerts.length; from += together) {
    await Promise.all(
      alerts.slice(from, from + together).map((alert) => {
        const fact: AlertObserved = { type: 'AlertObserved', at: alert.at, data: { alert } };
        return log.append({
          org: 1,
          stream: alertStream(alertId(1, alert.source, alert.key)),
          facts: [fact],
        });
      }),
    );
    const due = ((from + together) / perSecond) * 1000;
    await sleep(Math.max(0, began + due - performance.now()));
  }
  const head = await log.head();
  await log.close();
  await database.close();
  return head;
};

/**
 * A storm of so many alerts from one cause, in a company of so many services with 8 edges each, against a real server: how many groups
 * it ends as, and what the server spends on it, seconds of one core, for all that it does with an alert.
 */
export const storm = async (
  url: string,
  { alerts, services }: { readonly alerts: number; readonly services: number },
  say: (line: string) => void,
): Promise<{
  readonly stormGroups: number;
  readonly stormCoreSeconds: number;
  readonly stormDiagnoses: number;
  readonly stormSeconds: number;
}> => {
  await using house = await companyServer(url, services);
  const { server, get } = house;
  const before = await server.cpu();
  const began = performance.now();
  const head = await recorded(house.url, stormAlerts(alerts, services, Date.now() - lasts * 1000));
  const list = async () =>
    (await get(`/api/v1/alerts/groups?limit=200&min_pos=${head}`)).body as {
      groups: { count: number; serviceCount: number; mergedInto: string | null }[];
    };
  let groups: Awaited<ReturnType<typeof list>>['groups'] = [];
  const counted = () => groups.reduce((sum, { count }) => sum + count, 0);
  while (counted() < alerts) {
    if (performance.now() - began > 300_000) throw new Error(`${counted()} of ${alerts} alerts are grouped.`);
    await sleep(250);
    ({ groups } = await list());
  }
  const seconds = (performance.now() - began) / 1000;
  const spent = (await server.cpu()) - before;
  const { body } = await get('/api/v1/diagnoses?limit=200');
  const [largest] = groups.toSorted((a, b) => b.count - a.count);
  say(
    `a storm of ${alerts} alerts: ${groups.length} groups, the largest of ${largest?.count} alerts of ${largest?.serviceCount} services, ${body.diagnoses.length} diagnoses begun, ${spent.toFixed(1)} s of the server's CPU in ${seconds.toFixed(0)} s`,
  );
  return {
    stormGroups: groups.length,
    stormCoreSeconds: Number(spent.toFixed(1)),
    stormDiagnoses: body.diagnoses.length,
    stormSeconds: Number(seconds.toFixed(1)),
  };
};
