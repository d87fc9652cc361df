import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { catalogHouse } from '../testing/house.ts';
import { keptCatalog } from './queries.ts';

const service = (name: string, says: object) => ({
  entity: `service:default/${name}`,
  name,
  place: `${name}.yaml`,
  says,
});

const company = {
  by: 'backstage',
  origin: 'shop',
  descriptions: [
    {
      entity: 'team:default/money',
      name: 'money',
      place: 'org',
      says: { contacts: { onCall: { label: 'money on call', url: 'https://pager.example/money' } } },
    },
    {
      entity: 'person:default/ana',
      name: 'Ana',
      place: 'org',
      says: { relations: [{ type: 'memberOf', to: 'team:default/money' }] },
    },
    service('edge', { tier: 0 }),
    service('search', { tier: 2 }),
    service('ledger', {
      tier: 3,
      owners: ['team:default/money'],
      aliases: ['book'],
      links: [{ group: 'runbooks', label: 'Stuck', url: 'https://wiki.example/stuck' }],
      relations: [{ type: 'dependsOn', to: 'service:default/edge' }],
    }),
  ],
};

const house = async () => {
  const it = await catalogHouse();
  await it.ask('POST', '/api/v1/catalog/descriptions', 'ingest', company);
  await it.get('/api/v1/catalog/entities/ledger');
  return it;
};

test('what is mine comes first, then what is critical, then whom to call about it', async () => {
  await using it = await house();
  const kept = await keptCatalog(await it.reader(), 'ANA');
  expect(kept.entities.map(({ name }) => name)).toEqual(['ledger', 'edge', 'search', 'money', 'Ana']);
  expect([kept.services, kept.whole]).toEqual([3, true]);
  expect(kept.entities[0]).toMatchObject({
    aliases: ['book'],
    owners: [{ ref: 'team:default/money', known: true }],
    links: [{ group: 'runbooks', links: [{ label: 'Stuck', url: 'https://wiki.example/stuck' }] }],
    relations: [{ type: 'dependsOn', to: 'service:default/edge' }],
  });
  expect(kept.entities[3]?.contacts).toEqual([
    { slot: 'onCall', label: 'money on call', url: 'https://pager.example/money' },
  ]);
  const unknown = await keptCatalog(await it.reader(), 'nobody');
  expect(unknown.entities.map(({ name }) => name)).toEqual(['edge', 'search', 'ledger', 'money']);
});

test('there is an end to what is kept, and it is told', async () => {
  await using it = await house();
  const few = await keptCatalog(await it.reader(), 'ana', { services: 2, bytes: 100_000 });
  expect(few.entities.map(({ name }) => name)).toEqual(['ledger', 'edge', 'money', 'Ana']);
  expect([few.services, few.whole]).toEqual([2, false]);
  const small = await keptCatalog(await it.reader(), 'ana', { services: 2, bytes: 1_000 });
  expect([small.services, small.whole]).toEqual([1, false]);
  expect(JSON.stringify(small).length).toBeLessThan(1_100);
});

test('it comes compressed, and not again to who has it until it differs', async () => {
  await using it = await house();
  const ask = (headers: Record<string, string> = {}) =>
    it.http.inject({
      url: '/api/v1/catalog/keep?me=ana',
      headers: { authorization: 'Bearer read', 'nightjar-keep': '1', ...headers },
    });
  const plain = await ask();
  const zipped = await ask({ 'accept-encoding': 'br, gzip' });
  expect(zipped.headers['content-encoding']).toBe('gzip');
  expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain.body);
  expect(plain.json().services).toBe(3);
  const have = { 'if-none-match': String(plain.headers.etag) };
  const again = await ask(have);
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect(again.headers['nightjar-kept-for']).toBe(plain.headers['nightjar-kept-for']);
  await it.ask('POST', '/api/v1/catalog/descriptions', 'ingest', {
    ...company,
    origin: 'another',
    descriptions: [service('cart', { tier: 1 })],
  });
  await it.get('/api/v1/catalog/entities/cart');
  const later = await ask(have);
  expect([later.statusCode, later.json().services]).toEqual([200, 4]);
});

test('only who may read may keep', async () => {
  await using it = await house();
  expect((await it.http.inject({ url: '/api/v1/catalog/keep' })).statusCode).toBe(401);
});
