import { nightjarItself } from '@nightjar/kernel/caller';
import { expect, test } from 'vitest';
import { signalSeries } from './index.ts';
import { setClock, signalHouse } from './testing/house.ts';

/** A moment at which slots of every resolution begin. */
const noon = Date.UTC(2026, 2, 1, 12);
const minute = 60_000;

test('points become slots of every resolution, and a chart gets the one that fits its width', async () => {
  const clock = setClock(noon + 30 * minute);
  await using house = await signalHouse({ clock });
  const points = Array.from({ length: 120 }, (_, i) => [noon + i * 15_000, i]);
  const sent = await house.send({ service: 'pricing', environment: 'prod', signal: 'latency', points });
  expect([sent.status, sent.body]).toEqual([200, { taken: 120, refused: [] }]);
  const of = async (more: string) =>
    house.get(`/api/v1/signals?service=Pricing&from=${new Date(noon).toISOString()}&${more}`);
  const fine = await of('width=2000');
  expect(fine.resolutionSeconds).toBe(10);
  expect(fine.series[0].points.slice(0, 3)).toEqual([
    [noon, 0, 0, 0],
    [noon + 10_000, 1, 1, 1],
    [noon + 30_000, 2, 2, 2],
  ]);
  const coarse = await of('width=100');
  expect(coarse.resolutionSeconds).toBe(60);
  expect(coarse.series[0]).toMatchObject({
    service: 'pricing',
    environment: 'prod',
    unit: 'ms',
    kind: 'gauge',
  });
  expect(coarse.series[0].points[1]).toEqual([noon + minute, 5.5, 4, 7]);
  expect((await of('width=3')).series[0].points).toEqual([
    [noon, 19.5, 0, 39],
    [noon + 10 * minute, 59.5, 40, 79],
    [noon + 20 * minute, 99.5, 80, 119],
  ]);
  expect((await of('width=1')).resolutionSeconds).toBe(3600);
  expect((await house.get('/api/v1/signals/series?environment=PROD')).series).toMatchObject([
    { firstAt: '2026-03-01T12:00:00.000Z', lastAt: '2026-03-01T12:29:45.000Z', instance: null },
  ]);
  expect((await house.get('/api/v1/signals/series?service=cart')).series).toEqual([]);
});

test('the running total of a counter becomes a rate a minute, over resets too, and over several counters', async () => {
  const clock = setClock(noon + 10 * minute);
  await using house = await signalHouse({ clock });
  // 2 a second, and a restart in between.
  const totals = Array.from({ length: 20 }, (_, i) => [
    noon + i * 30_000,
    i < 10 ? 600 + i * 60 : (i - 9) * 60,
  ]);
  const series = { service: 'pricing', signal: 'requests', kind: 'counter' };
  const { body } = await house.send({ ...series, points: totals });
  expect(body).toEqual({ taken: 20, refused: [] });
  const found = await signalSeries(house.kernel, nightjarItself, {
    services: ['PRICING'],
    environment: null,
    from: noon,
    until: noon + 10 * minute,
    most: 10,
  });
  expect(found.series).toHaveLength(1);
  const rates = found.series[0]?.points.map(([, rate]) => Math.round(rate * 1000) / 1000) ?? [];
  expect(rates.length).toBeGreaterThan(50);
  expect(new Set(rates)).toEqual(new Set([120]));
  expect((await house.send({ ...series, points: totals })).body.refused).toMatchObject([
    { why: 'repeated', points: 20 },
  ]);
  const unit = (await house.get('/api/v1/signals/series')).series[0].unit;
  expect(unit).toBe('/min');
});

test('what comes too late or too early is refused in the answer, with how many points', async () => {
  const clock = setClock(noon);
  await using house = await signalHouse({ clock });
  const { body } = await house.send({
    service: 'pricing',
    signal: 'errors',
    points: [
      [noon - 61 * minute - 60 * minute, 1],
      ['2026-03-01T11:00:00Z', 1],
      [noon - 1, 2],
      [noon + 6 * minute, 3],
    ],
  });
  expect(body.taken).toBe(2);
  expect(body.refused).toMatchObject([
    { series: 0, points: 1, why: 'late' },
    { series: 0, points: 1, why: 'early' },
  ]);
  expect(await house.metrics()).toContain('nightjar_signal_points_total{way="json",outcome="late"} 1');
});

test('series that nobody has heard of for a fortnight leave room for others, also in a process that never ends', async () => {
  const clock = setClock(noon);
  await using house = await signalHouse({ clock, collecting: { series: 2 } });
  for (let deploy = 0; deploy < 4; deploy += 1) {
    const pods = ['a', 'b', 'c'].map((pod) => ({
      service: 'pricing',
      instance: `${pod}${deploy}`,
      signal: 'cpu',
      points: [[clock.at, 1]],
    }));
    const { body } = await house.send(...pods);
    expect(body).toMatchObject({ taken: 2, refused: [{ series: 2, why: 'crowded' }] });
    clock.at += 15 * 86_400_000;
  }
  expect((await house.get('/api/v1/signals/series')).series).toHaveLength(8);
});

test('there is an end to series, and bad points are named by where they are', async () => {
  const clock = setClock(noon);
  await using house = await signalHouse({ clock, collecting: { series: 2 } });
  const one = (service: string, point: unknown = [noon, 1]) => ({ service, signal: 'cpu', points: [point] });
  const { body } = await house.send(one('a'), one('b'), one('c'), one('a'));
  expect(body).toMatchObject({ taken: 3, refused: [{ series: 2, points: 1, why: 'crowded' }] });
  expect((await house.send(one('a', ['yesterday', 1]))).body).toMatchObject({
    code: 'signals.point',
    pointer: '/series/0/points/0/0',
  });
  expect((await house.send(one('a', [noon, 'x']))).body.code).toBe('request.invalid');
  expect((await house.send(one('a', [1e20, 1]))).body.code).toBe('signals.point');
  expect((await house.send({ signal: 'cpu', points: [] })).status).toBe(400);
  expect((await house.send(one(' '))).status).toBe(400);
  expect((await house.send(one('a', [noon, 1e300]))).body.refused[0].why).toBe('no-number');
  const { status } = await house.ask('POST', '/api/v1/signals', { series: [] }, 'read');
  expect(status).toBe(403);
});

test('services are named by whoever names them for reports', async () => {
  await using house = await signalHouse({
    clock: setClock(noon),
    locate: ({ services, environment, source }) => ({
      services: services.map((name) => `${source} ${name}`),
      environment: environment === 'p' ? 'prod' : environment,
      located: null,
    }),
  });
  await house.send({ service: 'svc', peer: 'db', environment: 'p', signal: 'cpu', points: [[noon, 1]] });
  expect((await house.get('/api/v1/signals/series')).series).toMatchObject([
    { service: 'api svc', peer: 'api db', environment: 'prod' },
  ]);
});
