import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { setClock, signalHouse } from './testing/house.ts';

const noon = Date.UTC(2026, 2, 1, 12);

const one = (service: string, value: number) => ({ service, signal: 'cpu', points: [[noon, value]] });

const measured = async (house: Awaited<ReturnType<typeof signalHouse>>) => {
  const { series } = await house.get('/api/v1/signals?from=2026-03-01T11:59:00Z');
  return series.map((it: { service: string; points: number[][] }) => [
    it.service,
    ...(it.points[0]?.slice(1) ?? []),
  ]);
};

test('a write that fails is added to what came since, and written once', async () => {
  await using house = await signalHouse({ clock: setClock(noon + 1000) });
  await house.database.run(sql`alter table nightjar.signal_slot rename to away`);
  expect((await house.send(one('a', 2))).body.taken).toBe(1);
  expect(await house.metrics()).toContain('nightjar_signal_slots_unwritten 1');
  await house.database.run(sql`alter table nightjar.away rename to signal_slot`);
  await house.send(one('a', 4), one('b', 1));
  expect(await measured(house)).toEqual([
    ['a', 3, 2, 4],
    ['b', 1, 1, 1],
  ]);
  await house.flush();
  expect(await measured(house)).toHaveLength(2);
  expect(house.logged()).toContain('measurements could not be written; they wait');
});

test('a series that the database refuses stops no other, and is counted', async () => {
  await using house = await signalHouse({ clock: setClock(noon + 1000) });
  await house.database.run(sql`alter table nightjar.signal_slot add check (sum < 1000)`);
  await house.send(one('a', 1), one('b', 1e6), one('c', 3));
  expect(await measured(house)).toEqual([['a', 1, 1, 1], ['b'], ['c', 3, 3, 3]]);
  expect(await house.metrics()).toContain('nightjar_signal_points_lost_total{why="refused"} 1');
  expect(await house.metrics()).toContain('nightjar_signal_slots_unwritten 0');
});

test('what waits too long puts requests off, however little it is', async () => {
  const clock = setClock(noon + 1000);
  await using house = await signalHouse({ clock });
  const post = () => house.ask('POST', '/api/v1/signals', { series: [one('a', 1)] }, 'ingest');
  await post();
  clock.at += 14_000;
  expect((await post()).status).toBe(200);
  clock.at += 1_000;
  const { status, body } = await post();
  expect([status, body.code]).toEqual([429, 'signals.behind']);
  await house.flush();
  clock.at += 60_000;
  expect((await post()).status).toBe(200);
});
