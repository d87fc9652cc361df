import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { expect, test } from 'vitest';
import { countLatency } from './latency.ts';
import { forgetCalls } from './retention.ts';
import { callHouse } from './testing/house.ts';
import { edgeKey, trafficOf } from './traffic.ts';
import { addCalls } from './write.ts';

const at = new Date('2026-03-01T02:51:00Z');
const minuteMs = 60_000;

/** One call a minute over an hour, minute n taking n + 1 ms, every tenth failing. */
const fill = async (database: Database, caller: string, callee: string, org = 1): Promise<void> => {
  const rows = Array.from({ length: 60 }, (_, n) => {
    const latency: number[] = [];
    countLatency(latency, n + 1);
    const minute = at.getTime() - (60 - n) * minuteMs;
    const environment = n % 2 === 0 ? 'prod' : '';
    return {
      org,
      caller,
      callee,
      environment,
      minute,
      count: 1,
      errors: n % 10 === 0 ? 1 : 0,
      sumMs: n + 1,
      latency,
    };
  });
  await addCalls(database, rows);
};

test('the traffic of edges is that of the hour before the instant, in all environments', async () => {
  await using house = await callHouse();
  const { database } = house;
  await fill(database, 'service:default/a', 'service:default/b');
  await fill(database, 'service:default/a', 'service:default/c', 2);
  const reader: Reader = {
    caller: { org: 1, subject: 'test', rights: new Set(['read']) },
    stale: false,
    position: 0,
    many: database.many,
    one: database.one,
    table: () => sql``,
  };
  const edge = { from: 'service:default/a', to: 'service:default/b' };
  const other = { from: 'service:default/a', to: 'service:default/c' };
  const traffic = await trafficOf(reader, [edge, other], at);
  expect([...traffic.keys()]).toEqual([edgeKey(edge)]);
  expect(traffic.get(edgeKey(edge))).toMatchObject({ callsPerMinute: 1, errorShare: 0.1 });
  expect((traffic.get(edgeKey(edge))?.p50Ms ?? 0) / 30).toBeCloseTo(1, 0);
  expect((traffic.get(edgeKey(edge))?.p99Ms ?? 0) / 60).toBeCloseTo(1, 0);
  const halfAnHourLater = await trafficOf(reader, [edge], new Date(at.getTime() + 30 * minuteMs));
  expect(halfAnHourLater.get(edgeKey(edge))?.callsPerMinute).toBe(0.5);
  expect((await trafficOf(reader, [], at)).size).toBe(0);
});

test('calls are listed by steps, from and to the one asked for', async () => {
  await using house = await callHouse({ clock: { now: () => at } });
  await fill(house.database, 'service:default/a', 'service:default/b');
  await fill(house.database, 'service:default/b', 'resource:default/db');
  await fill(house.database, 'service:default/x', 'service:default/y');
  const time = 'from=2026-03-01T01:51:00Z&to=2026-03-01T02:51:00Z';
  const { body } = await house.calls(`service=b&step=1500&${time}`);
  expect(body).toMatchObject({ stepSeconds: 1500, cut: false });
  expect(new Set(body.calls.map((it: { caller: string }) => it.caller))).toEqual(
    new Set(['service:default/a', 'service:default/b']),
  );
  expect(body.calls.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(120);
  const minutes = await house.calls(`service=resource:db&${time}`);
  expect(minutes.body.stepSeconds).toBe(60);
  expect(minutes.body.calls).toHaveLength(60);
  expect(minutes.body.calls[0]).toMatchObject({ environment: 'prod', count: 1, errors: 1, meanMs: 1 });
  expect((await house.calls()).body.calls.length).toBeGreaterThan(100);
});

test('times that make no sense, and more steps than can be shown, are refused', async () => {
  await using house = await callHouse();
  expect(await house.calls('from=2026-03-01T02:51:00Z&to=2026-03-01T02:51:00Z')).toMatchObject({
    status: 400,
    body: { code: 'calls.range' },
  });
  expect((await house.calls('from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z&step=60')).status).toBe(400);
  expect((await house.calls('from=2026-01-01T00:00:00Z&to=2026-03-01T00:00:00Z')).status).toBe(200);
  expect((await house.calls('service=a b')).body.code).toBe('calls.service');
});

test('edges are forgotten when their days are over', async () => {
  await using house = await callHouse();
  const { database } = house;
  await fill(database, 'service:default/a', 'service:default/old');
  await fill(database, 'service:default/a', 'service:default/new');
  await database.run(sql`update nightjar.call set minute = minute + (clock_timestamp() - ${at}) -
    case callee when 'service:default/old' then interval '30 days' else interval '29 days' end`);
  expect(await forgetCalls(house.database, 30)).toBe(60);
  expect(await forgetCalls(house.database, 30)).toBe(0);
});
