import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { catalogHouse } from '../testing/house.ts';
import { callSeries } from './series.ts';

const minute = 60_000;
const begin = Math.floor(Date.now() / minute) * minute - 60 * minute;

type Call = [caller: string, callee: string, at: number, count: number, errors: number, environment?: string];

const house = async (calls: readonly Call[]) => {
  const it = await catalogHouse();
  await it.ask('POST', '/api/v1/catalog/descriptions', 'ingest', {
    by: 'backstage',
    origin: 'shop',
    descriptions: ['Checkout', 'pricing', 'Ledger'].map((name) => ({
      entity: `service:default/${name.toLowerCase()}`,
      name,
      place: name,
      says: name === 'Ledger' ? { aliases: ['book'] } : {},
    })),
  });
  await it.get('/api/v1/catalog/entities/pricing');
  for (const [caller, callee, at, count, errors, environment = ''] of calls)
    await it.database.run(sql`
      insert into nightjar.call (org, caller, callee, environment, minute, count, errors, sum_ms, latency)
      values (1, ${`service:default/${caller}`}, ${`service:default/${callee}`}, ${environment},
        ${new Date(begin + at * minute)}, ${count}, ${errors}, ${count * 20}, ${[...Array(33).fill(0), count]})`);
  const find = async (services: readonly string[], wish: object = {}) =>
    callSeries(it.kernel, (await it.reader()).caller, {
      services,
      environment: null,
      from: begin,
      until: begin + 10 * minute,
      most: 100,
      ...wish,
    });
  return { find, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
};

test('what callers see of a service is added up for it, and told by the edge too, under the names that were asked for', async () => {
  await using it = await house([
    ['checkout', 'pricing', 0, 30, 3],
    ['checkout', 'pricing', 1, 30, 0],
    ['cart', 'pricing', 0, 10, 1],
    ['pricing', 'ledger', 0, 5, 0],
    ['cart', 'ledger', 0, 7, 0],
  ]);
  const { series, cut } = await it.find(['PRICING', 'book']);
  expect(cut).toBe(false);
  const of = (service: string, signal: string, peer?: string, stat?: string) =>
    series.find(
      (one) =>
        one.service === service &&
        one.signal === signal &&
        one.peer === peer &&
        (stat ?? one.stat) === one.stat,
    )?.points;
  expect(of('PRICING', 'requests')).toEqual([
    [begin, 40],
    [begin + minute, 30],
  ]);
  expect(of('PRICING', 'errors')).toEqual([
    [begin, 0.1],
    [begin + minute, 0],
  ]);
  expect(of('PRICING', 'latency', undefined, 'mean')).toEqual([
    [begin, 20],
    [begin + minute, 20],
  ]);
  expect(of('PRICING', 'latency', undefined, 'p99')?.[0]?.[1]).toBeCloseTo(19, 0);
  expect(of('Checkout', 'requests', 'PRICING')).toHaveLength(2);
  expect(of('service:default/cart', 'requests', 'PRICING') ?? of('cart', 'requests', 'PRICING')).toEqual([
    [begin, 10],
  ]);
  expect(of('PRICING', 'requests', 'book')).toEqual([[begin, 5]]);
  expect(of('book', 'requests')).toEqual([[begin, 12]]);
  expect(series).toHaveLength(4 * 2 + 4 * 4);
});

test('there is an end to it, which is told; other environments and later minutes do not count', async () => {
  await using it = await house([
    ['checkout', 'pricing', 0, 30, 0, 'prod'],
    ['cart', 'pricing', 0, 3, 0, ''],
    ['edge', 'pricing', 0, 100, 0, 'staging'],
    ['checkout', 'pricing', 10, 1000, 0, 'prod'],
  ]);
  const all = await it.find(['pricing'], { environment: 'PROD' });
  expect(all.series.find(({ peer, signal }) => peer === undefined && signal === 'requests')?.points).toEqual([
    [begin, 33],
  ]);
  const few = await it.find(['pricing'], { environment: 'prod', most: 8 });
  expect([few.series.length, few.cut]).toEqual([8, true]);
  const one = await it.find(['pricing'], { environment: 'prod', most: 4 });
  expect(one.series.map(({ service, peer }) => [service, peer])).toEqual(
    Array(4).fill(['pricing', undefined]),
  );
  expect(await it.find(['nobody'])).toEqual({ series: [], cut: false });
  expect(await it.find(['pricing'], { until: begin + 30_000 })).toEqual({ series: [], cut: false });
});

test('where no environment is asked for, nothing counts that is only a rehearsal', async () => {
  await using it = await house([
    ['checkout', 'pricing', 0, 30, 0, 'prod-eu'],
    ['checkout', 'pricing', 0, 10, 0, 'prod-us'],
    ['checkout', 'pricing', 0, 500, 400, 'staging'],
    ['loadtest', 'pricing', 0, 900, 0, 'staging'],
  ]);
  const { series } = await it.find(['pricing'], { most: 8 });
  const requests = series.filter(({ signal }) => signal === 'requests');
  expect(requests.map(({ service, peer, points }) => [service, peer, points])).toEqual([
    ['pricing', undefined, [[begin, 40]]],
    ['Checkout', 'pricing', [[begin, 40]]],
  ]);
  expect((await it.find(['pricing'], { environment: 'staging' })).series).toHaveLength(12);
});
