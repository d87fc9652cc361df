import { sql } from '@nightjar/kernel/database/sql';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alertId } from '../../change/identity.ts';
import { alertOf } from './alert.ts';
import { type AlertFact, alertStream } from './events.ts';
import { alertToTell } from './index.ts';
import { alerts } from './projection.ts';
import { foldOf } from './readings.ts';
import { anyFact } from './testing/any-fact.ts';
import { alertsHouse, seen } from './testing/house.ts';

const minute = (n: number): string => new Date(Date.UTC(2026, 2, 1, 2, n)).toISOString();

test('an alert is listed as it stands, and opened with every observation of it', async () => {
  await using house = await alertsHouse();
  const id = await house.record(
    seen({ at: minute(0) }),
    seen({ state: 'resolved', at: minute(5) }),
    seen({ at: minute(9), services: ['Pricing'], summary: 'again' }),
  );
  const { body } = await house.get('/api/v1/alerts?state=open&service=pricing');
  expect(body).toMatchObject({
    alerts: [{ id, state: 'firing', at: minute(9), firstAt: minute(0), episodes: 2, services: ['Pricing'] }],
    next: null,
    stale: false,
  });
  const one = await house.get(`/api/v1/alerts/${id}`);
  expect(one.body.observations).toMatchObject([
    { state: 'firing', at: minute(0) },
    { state: 'resolved', at: minute(5) },
    { state: 'firing', summary: 'again', position: 3 },
  ]);
  expect((await house.get(`/api/v1/alerts/${id}`, 'read 2')).status).toBe(404);
  expect((await house.get('/api/v1/alerts', 'read 2')).body.alerts).toEqual([]);
  expect((await house.get('/api/v1/alerts/alr_none')).body.code).toBe('alerts.unknown');
});

test('the newest episodes come first, by state, service and source, a page at a time', async () => {
  await using house = await alertsHouse();
  const keys = ['a', 'b', 'c', 'd', 'e'];
  await house.record(...keys.map((key, n) => seen({ key, at: minute(n % 3), services: [`s${n % 2}`] })));
  await house.record(seen({ key: 'a', state: 'acknowledged', at: minute(30) }));
  await house.record(seen({ key: 'b', state: 'resolved', at: minute(30) }), seen({ source: 'grafana' }));
  const keysOf = async (query: string) => {
    const { body } = await house.get(`/api/v1/alerts?${query}`);
    return body.alerts.map(({ key }: { key: string }) => key);
  };
  expect(await keysOf('state=firing&source=alertmanager')).toHaveLength(3);
  expect((await keysOf('state=open&source=alertmanager')).sort()).toEqual(['a', 'c', 'd', 'e']);
  expect(await keysOf('state=resolved')).toEqual(['b']);
  expect((await keysOf('service=S1&source=alertmanager')).sort()).toEqual(['b', 'd']);
  const paged: string[] = [];
  let cursor = '';
  for (let page = 0; page < 4; page++) {
    const { body } = await house.get(`/api/v1/alerts?limit=2${cursor}`);
    paged.push(...body.alerts.map(({ at, key }: { at: string; key: string }) => `${at} ${key}`));
    if (body.next === null) break;
    cursor = `&cursor=${body.next}`;
  }
  expect(paged).toHaveLength(6);
  expect(paged.map((it) => it.slice(0, 24))).toEqual(
    paged
      .map((it) => it.slice(0, 24))
      .toSorted()
      .reverse(),
  );
  const wrong = await house.get(`/api/v1/alerts?state=open&limit=2${cursor}`);
  expect([wrong.status, wrong.body.code]).toEqual([400, 'alerts.cursor']);
});

test('alerts are filtered in the language of the feed, and what cannot be read is refused with its place', async () => {
  await using house = await alertsHouse();
  await house.record(
    seen({ key: 'a', at: minute(0), labels: { team: 'Money' } }),
    seen({
      key: 'b',
      at: minute(1),
      services: ['Checkout'],
      severity: 'warning',
      title: 'checkout p99 is slow',
    }),
    seen({ key: 'c', at: minute(2), environment: null, severity: null, source: 'Grafana' }),
    seen({ key: 'd', at: minute(3), state: 'resolved' }),
  );
  const keysOf = async (q: string) => {
    const { body } = await house.get(`/api/v1/alerts?q=${encodeURIComponent(q)}`);
    return body.alerts.map(({ key }: { key: string }) => key).join('');
  };
  expect(await keysOf('')).toBe('dcba');
  expect(await keysOf('service:checkout')).toBe('b');
  expect(await keysOf('severity:critical state:firing')).toBe('a');
  expect(await keysOf('-env:prod')).toBe('c');
  expect(await keysOf('source:grafana OR label:team=money')).toBe('ca');
  expect(await keysOf('slow p99')).toBe('b');
  expect(await keysOf('before:2026-03-01T02:02Z -state:resolved')).toBe('ba');
  const wrong = await house.get('/api/v1/alerts?q=servce:checkout');
  expect([wrong.status, wrong.body.code, wrong.body.offset]).toEqual([400, 'alerts.filter', 0]);
  expect(wrong.body.detail).toContain('did you mean service?');
  // Said anew, the row is another.
  await house.record(seen({ key: 'a', at: minute(9), severity: 'info', labels: { team: 'growth' } }));
  expect([await keysOf('label:team=money'), await keysOf('severity:info growth')]).toEqual(['', 'a']);
});

test('the table holds the fold of all facts, however they were cut into batches, and so does a new build', async () => {
  await using house = await alertsHouse();
  const { log, projections } = house.kernel;
  const known: { id: string; fact: AlertFact }[] = [];
  const batches = fc.sample(fc.array(anyFact, { minLength: 1, maxLength: 6 }), { numRuns: 40, seed: 7 });
  for (const [nth, facts] of batches.entries()) {
    const id = alertId(1, 'alertmanager', `k${nth % 8}`);
    known.push(...facts.map((fact) => ({ id, fact })));
    await log.append({ org: 1, stream: alertStream(id), facts });
    if (nth % 5 === 0) await projections.reached(alerts, await log.head(), 5000);
  }
  const expected = [...Map.groupBy(known, ({ id }) => id)].flatMap(([id, its]) => {
    const folded = foldOf(its.map(({ fact }) => fact));
    return folded === null ? [] : [alertOf(id, folded)];
  });
  const listed = async () => (await house.get('/api/v1/alerts?limit=200')).body.alerts;
  const inOrder = (list: readonly { id: string }[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(inOrder(await listed())).toEqual(JSON.parse(JSON.stringify(inOrder(expected))));
  const rows = () =>
    house.database.many(sql`select t::text from ${projections.table(alerts, 'alert')} t order by 1`);
  const before = await rows();
  await projections.rebuild(alerts);
  expect(await rows()).toEqual(before);
});

test('who tells people of an alert is given what it is recognised by, and nothing of another organisation', async () => {
  await using house = await alertsHouse();
  const id = await house.record(seen({ links: [{ label: 'graph', url: 'https://prometheus.example/g0' }] }));
  const read = { org: 1, subject: 'test', rights: new Set(['read' as const]) };
  await house.get('/api/v1/alerts');
  expect(await alertToTell(house.kernel, read, id)).toMatchObject({
    source: 'alertmanager',
    key: 'a1',
    title: 'PricingErrors: 5 % of requests fail',
    links: [{ url: 'https://prometheus.example/g0' }],
  });
  expect(await alertToTell(house.kernel, { ...read, org: 2 }, id)).toBeNull();
});
