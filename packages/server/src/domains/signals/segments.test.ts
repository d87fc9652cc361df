import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { forgetSignals, retentions, usualRetention } from './retention.ts';
import { setClock, signalHouse } from './testing/house.ts';

const noon = Date.UTC(2026, 2, 1, 12);
const minute = 60_000;
const hour = 60 * minute;

const measured = async (clock = setClock(noon + 30 * minute)) => {
  const house = await signalHouse({ clock });
  const points = Array.from({ length: 30 }, (_, i) => [noon + i * minute, i]);
  const half = points.map(([at, value]) => [(at ?? 0) + 1000, (value ?? 0) + 1]);
  await house.send({ service: 'pricing', signal: 'latency', points: [...points, ...half] });
  const [{ id }] = (await house.get('/api/v1/signals/series')).series;
  const segment = (more: Record<string, string> = {}, resolution = 10, from: number | string = noon) =>
    house.ask('GET', `/api/v1/signals/segments/${id}/${resolution}/${from}`, undefined, 'read', more);
  return { house, clock, segment };
};

test('an open segment is to be asked for again; sealed it is the same for ever, whoever has turned it into a row', async () => {
  const { house, clock, segment } = await measured();
  await using _ = house;
  const open = await segment();
  expect(open.headers.get('cache-control')).toBe('private, no-cache');
  expect(open.body).toMatchObject({ sealed: false, resolutionSeconds: 10, kind: 'gauge', unit: 'ms' });
  expect(open.body.slots[3]).toEqual([noon + 3 * minute, 2, 7, 3, 4, 4]);
  const have = { 'if-none-match': String(open.headers.get('etag')) };
  expect((await segment(have)).status).toBe(304);
  await house.send({ service: 'pricing', signal: 'latency', points: [[noon + 1000, 9]] });
  expect((await segment(have)).status).toBe(200);

  clock.at = noon + 2 * hour + 4 * minute;
  const settled = await segment();
  expect(settled.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
  expect(settled.body.sealed).toBe(true);
  expect(await house.seal()).toBe(1);
  const sealed = await segment();
  expect(sealed.body).toEqual(settled.body);
  expect(sealed.headers.get('etag')).toBe(settled.headers.get('etag'));
  expect(await house.seal()).toBe(0);
  const left = await house.database.many(sql`
    select resolution, count(*)::int as n from nightjar.signal_slot group by 1 order by 1`);
  expect(left).toEqual([
    { resolution: 60, n: 30 },
    { resolution: 600, n: 3 },
    { resolution: 3600, n: 1 },
  ]);
});

test('a chart over sealed and open segments has both', async () => {
  const { house, clock } = await measured();
  await using _ = house;
  clock.at = noon + 2 * hour + 4 * minute;
  await house.seal();
  await house.send({ service: 'pricing', signal: 'latency', points: [[noon + 2 * hour, 5]] });
  const { series, resolutionSeconds } = await house.get(
    `/api/v1/signals?from=${new Date(noon).toISOString()}&width=5000`,
  );
  expect([resolutionSeconds, series[0].points.length]).toEqual([10, 31]);
  expect(series[0].points.at(-1)).toEqual([noon + 2 * hour, 5, 5, 5]);
});

test('a point for a sealed segment changes nothing, also where it was taken just before', async () => {
  const { house, clock, segment } = await measured();
  await using _ = house;
  clock.at = noon + 2 * hour - 1;
  await house.ask(
    'POST',
    '/api/v1/signals',
    {
      series: [{ service: 'pricing', signal: 'latency', points: [[noon, 99]] }],
    },
    'ingest',
  );
  // The database was away for so long.
  clock.at = noon + 2 * hour + 5 * minute;
  const before = await segment();
  await house.seal();
  await house.flush();
  expect((await segment()).body).toEqual(before.body);
  expect(await house.metrics()).toContain('nightjar_signal_points_lost_total{why="shut"} 1');
  const late = await house.send({ service: 'pricing', signal: 'latency', points: [[noon, 1]] });
  expect(late.body).toMatchObject({ taken: 0, refused: [{ why: 'late', points: 1 }] });
});

test('what is no segment is refused with the one that is', async () => {
  const { house, segment } = await measured();
  await using _ = house;
  expect((await segment({}, 10, noon + 1)).body).toMatchObject({
    code: 'signals.range',
    detail: `No segment begins then; the one that holds it begins at ${noon}.`,
  });
  expect((await segment({}, 10, '2026-03-01T12:00:00Z')).status).toBe(200);
  expect((await segment({}, 10, 'x')).body.code).toBe('signals.range');
  expect((await segment({}, 11)).body.code).toBe('signals.range');
  expect((await segment({}, 10, noon - 100 * 24 * hour)).body.code).toBe('signals.forgotten');
  expect((await house.ask('GET', `/api/v1/signals/segments/nobody/10/${noon}`)).body.code).toBe(
    'signals.unknown',
  );
});

test('segments are forgotten by resolution, series when nothing is left', async () => {
  const { house, clock } = await measured(setClock(noon + 30 * minute));
  await using _ = house;
  clock.at = noon + 40 * 24 * hour;
  expect(await house.seal()).toBe(4);
  await house.database.run(
    sql`update nightjar.signal_segment set from_at = now() - make_interval(days => 3)`,
  );
  await house.database.run(sql`update nightjar.signal_series set last_at = now()`);
  expect(await forgetSignals(house.database, usualRetention)).toBe(1);
  await house.database.run(
    sql`update nightjar.signal_segment set from_at = now() - make_interval(days => 500)`,
  );
  await house.database.run(
    sql`update nightjar.signal_series set last_at = now() - make_interval(days => 500)`,
  );
  expect(await forgetSignals(house.database, usualRetention)).toBe(4);
  expect(retentions.of('2,14,90,400')).toEqual(usualRetention);
  for (const bad of ['', '1,2,3', '2,1,90,400', '0,1,2,3', '1,2,3,x', '1,2,3,4,5'])
    expect(retentions.of(bad)).toBeUndefined();
});
