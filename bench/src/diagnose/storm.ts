import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@nightjar/kernel/database/database';
import { openLog } from '@nightjar/kernel/log/open-log';
import type { AlertObservation } from '@nightjar/server/change/alert';
import { alertId } from '@nightjar/server/change/identity';
import { type AlertObserved, alertStream } from '@nightjar/server/domains/alerts/events';
import { random } from '../chance.ts';
import { freshDatabase } from '../fresh-database.ts';
import { generated, hub, serviceRef } from '../graph/generated.ts';
import { load } from '../graph/load.ts';
import { startServer } from '../server/start.ts';

/** All of it fires within so many seconds, by the watchers' clocks. */
const lasts = 60;
const together = 100;
/** Alerts a second that come in: in some twenty seconds there are ten thousand. */
const perSecond = 500;

const rules = ['HighErrorRate', 'HighLatency', 'ProbeFailed', 'QueueGrows', 'PodCrashLooping'];
const nameIn = (ref: string): string => ref.slice(ref.indexOf('/') + 1);

/** Whom each service needs. */
const needsOf = (services: number): Map<string, Set<string>> => {
  const needs = new Map<string, Set<string>>();
  for (const { entity, says } of generated(services)) {
    const mine = needs.get(entity) ?? new Set<string>();
    for (const { to } of says.relations ?? []) mine.add(to);
    needs.set(entity, mine);
  }
  return needs;
};

/**
 * The alerts of a storm: the hub fails, and with it who calls it, and who calls those. Nobody fires who needs nobody that has fired;
 * the hub says so itself only when a few others have.
 */
const alertsOf = (count: number, services: number, began: number) => {
  const chance = random(5);
  const needs = needsOf(services);
  const fired = new Set([hub]);
  const next = (): string => {
    for (;;) {
      const ref = serviceRef(Math.floor(chance() * services));
      const mine = needs.get(ref);
      if (mine === undefined || fired.isDisjointFrom(mine)) continue;
      fired.add(ref);
      return ref;
    }
  };
  return Array.from({ length: count }, (_, n): AlertObservation => {
    const at = began + (n / count) * lasts * 1000;
    const own = n % 97 === 5;
    const service = nameIn(own ? hub : next());
    const rule = rules[Math.floor(chance() * rules.length)] ?? '';
    return {
      source: 'alertmanager',
      key: `storm ${n}`,
      state: 'firing',
      at: new Date(at).toISOString(),
      title: `${rule}: ${service} in eu-1`,
      severity: own ? 'critical' : 'warning',
      services: [service],
      environment: 'prod',
      summary: null,
      links: [],
      labels: { alertname: rule, cluster: 'eu-1', pod: `${service}-${n}`, namespace: service },
    };
  });
};

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
  await using own = await freshDatabase(url);
  const facts = await load(own.url, services);
  await using server = await startServer(own.url);
  const get = async (path: string) => {
    const answer = await fetch(`${server.address}${path}`, {
      headers: { authorization: `Bearer ${server.token}` },
    });
    return { status: answer.status, body: await answer.json() };
  };
  // The catalog's model is built while the server already answers; the graph is read into memory with the first question.
  const built = performance.now();
  for (;;) {
    const { status, body } = await get(`/api/v1/catalog/graph?of=hub&depth=0&min_pos=${facts}`);
    if (status === 200 && body.stale === false) break;
    if (performance.now() - built > 600_000) throw new Error(`The server is not ready: ${status}.`);
    await sleep(200);
  }
  const before = await server.cpu();
  const began = performance.now();
  const head = await recorded(own.url, alertsOf(alerts, services, Date.now() - lasts * 1000));
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
