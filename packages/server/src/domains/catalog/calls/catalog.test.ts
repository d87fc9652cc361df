import { sql } from '@nightjar/kernel/database/sql';
import { testDoor } from '@nightjar/kernel/testing/door';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { describe } from '../describe/describe.ts';
import { type CatalogHouse, callerWith, catalogHouse } from '../testing/house.ts';
import { catalogOf } from './catalog.ts';
import { callRoutes } from './routes.ts';
import { jsonRequest, type TestResource } from './testing/encode.ts';
import { callBetween, of, spanFor } from './testing/trace.ts';

/** Another door to the same house, whose traces are written and told when the test says so. */
const tracing = async (house: CatalogHouse) => {
  let collector: ReturnType<typeof callRoutes> | undefined;
  const metrics = new Registry();
  const { http, [Symbol.asyncDispose]: close } = await testDoor({ logger: house.kernel.logger }, (door) => {
    const kernel = { ...house.kernel, metrics };
    collector = callRoutes(door, kernel, catalogOf(kernel), { flushMs: 3_600_000, changeMs: 0, seenMs: 0 });
  });
  return {
    metrics: () => metrics.metrics(),
    send: async (resources: readonly TestResource[]): Promise<void> => {
      const answer = await http.inject({
        method: 'POST',
        url: '/v1/traces',
        headers: { authorization: 'Bearer ingest' },
        payload: jsonRequest(resources),
      });
      expect(answer.statusCode).toBe(200);
      await collector?.flush();
    },
    [Symbol.asyncDispose]: close,
  };
};

const edgesOf = async (house: CatalogHouse): Promise<unknown[]> =>
  house.database.many(
    sql`select caller, callee, sum(count)::int as count from nightjar.call group by 1, 2 order by 1, 2`,
  );

test('services and calls appear in the catalog without a descriptor, a fact a change and not a span', async () => {
  await using house = await catalogHouse();
  await using traces = await tracing(house);
  const prod = { 'service.version': 'v1', 'deployment.environment.name': 'prod' };
  const calls = Array.from({ length: 50 }, () => callBetween('front', 'cart')).flat();
  await traces.send([...calls, of('cart', [], prod)]);
  await traces.send(calls);
  const page = await house.get('/api/v1/catalog/entities/cart');
  expect(page).toMatchObject({
    status: 200,
    body: { state: 'discovered', versions: [{ environment: 'prod', version: 'v1' }] },
  });
  expect(page.body.relations).toMatchObject(
    expect.arrayContaining([expect.objectContaining({ direction: 'in', type: 'calls', observed: true })]),
  );
  expect(await house.facts()).toBe(2);
  expect((await house.get('/api/v1/catalog/discovery')).body.sources).toMatchObject([
    { source: 'traces:otlp', failure: null, seen: 2 },
  ]);
  await traces.send(Array.from({ length: 60 }, () => callBetween('front', 'cart')).flat());
  expect(await house.facts()).toBe(3);
  // One line for the two services; that an edge has become surer is no news.
  expect(await house.feed(1)).toHaveLength(1);
  expect(await edgesOf(house)).toEqual([
    { caller: 'service:default/front', callee: 'service:default/cart', count: 110 },
  ]);
});

test('a service that is declared under another name is that service, and so are its calls', async () => {
  await using house = await catalogHouse();
  await describe(house.kernel, callerWith('admin'), {
    by: 'backstage',
    origin: 'github.com/acme/shop',
    whole: false,
    descriptions: [
      {
        entity: 'service:shop/checkout',
        name: 'checkout',
        by: 'backstage',
        place: 'catalog-info.yaml',
        says: { aliases: ['checkoutservice'] },
      },
    ],
  });
  await house.reader();
  const toRedis = spanFor({
    kind: 'client',
    attributes: { 'db.system': 'redis', 'server.address': 'redis' },
  });
  const byAddress = spanFor({ kind: 'client', attributes: { 'server.address': 'checkoutservice.shop.svc' } });
  {
    await using traces = await tracing(house);
    await traces.send([...callBetween('front', 'checkoutservice'), of('checkoutservice', [toRedis])]);
    await traces.send([of('mobile', [byAddress])]);
  }
  expect(await edgesOf(house)).toEqual([
    { caller: 'service:default/front', callee: 'service:shop/checkout', count: 1 },
    { caller: 'service:default/mobile', callee: 'service:shop/checkout', count: 1 },
    { caller: 'service:shop/checkout', callee: 'resource:default/redis', count: 1 },
  ]);
  expect((await house.get('/api/v1/catalog/entities/redis')).body).toMatchObject({ type: 'database' });
  expect((await house.get('/api/v1/catalog/entities/service:default%2Fcheckoutservice')).body.ref).not.toBe(
    'service:default/checkoutservice',
  );
});

test('a restart tells nothing anew, and a call that is not seen again fades while its caller lives', async () => {
  await using house = await catalogHouse();
  {
    await using traces = await tracing(house);
    await traces.send([...callBetween('front', 'cart'), ...callBetween('front', 'ads')]);
  }
  const facts = await house.facts();
  await house.database.run(sql`update nightjar.sighting set last_seen = last_seen - interval '1 hour'`);
  {
    await using traces = await tracing(house);
    await traces.send(callBetween('front', 'cart'));
    await traces.send(callBetween('front', 'cart'));
  }
  expect(await house.facts()).toBe(facts);
  const seen = await house.database.many(sql`
    select entity, about, last_seen > clock_timestamp() - interval '1 minute' as fresh from nightjar.sighting
    where entity = 'service:default/front' order by about`);
  expect(seen).toEqual([
    { entity: 'service:default/front', about: '', fresh: true },
    { entity: 'service:default/front', about: 'calls service:default/ads', fresh: false },
    { entity: 'service:default/front', about: 'calls service:default/cart', fresh: true },
  ]);
});

test('a service that the database refuses to note stops no other from being told', async () => {
  await using house = await catalogHouse();
  await using traces = await tracing(house);
  await house.database.run(
    sql`alter table nightjar.sighting add constraint picky check (entity <> 'service:default/bad')`,
  );
  const others = Array.from({ length: 9 }, (_, n) => callBetween('front', `back-${n}`)).flat();
  await traces.send([...others.slice(0, 6), ...callBetween('bad', 'cart'), ...others.slice(6)]);
  const seen = await house.database.one<{ n: number }>(
    sql`select count(*)::int as n from nightjar.sighting where about = ''`,
  );
  expect(seen?.n).toBe(11);
  expect(await traces.metrics()).toContain('nightjar_trace_entities_refused_total 1');
});
