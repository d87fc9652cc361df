import { expect, test } from 'vitest';
import { catalogHouse } from './testing/house.ts';

const root = '/api/v1/catalog';

test('an instant is answered as it was, also after a word about the time before it has come late', async () => {
  await using house = await catalogHouse();
  const say = (at: string, tier: number) =>
    house.ask('POST', `${root}/descriptions`, 'ingest', {
      by: 'backstage',
      origin: 'shop',
      at,
      descriptions: [{ entity: 'service:default/pricing', name: 'pricing', place: 'a', says: { tier } }],
    });
  const page = async (at: string) => (await house.get(`${root}/entities/pricing${at}`)).body;
  await say('2026-01-01T00:00:00Z', 3);
  await say('2026-03-01T00:00:00Z', 1);
  await say('2026-02-01T00:00:00Z', 2);
  expect((await page('?at=2026-02-02T00:00Z')).tier).toBe(3);
  expect((await page('?at=2026-03-02T00:00Z')).tier).toBe(1);
  expect((await page('')).tier).toBe(2);

  const history = async (query: string) => (await house.get(`${root}/entities/pricing/history${query}`)).body;
  const { items, next } = await history('?limit=2');
  expect(items).toMatchObject([
    { diff: [{ attribute: 'tier', before: 1, after: 2 }] },
    { at: '2026-03-01T00:00:00.000Z', diff: [{ attribute: 'tier', before: 3, after: 1 }] },
  ]);
  // It says when it was recorded, because from then on it counts.
  expect(items[0].at).toBe(items[0].recordedAt);
  expect((await history(`?limit=2&cursor=${next}`)).items).toMatchObject([
    { at: '2026-01-01T00:00:00.000Z' },
  ]);
  const march = await history('?at=2026-03-02T00:00Z');
  expect(march.items).toEqual([items[1], expect.objectContaining({ at: '2026-01-01T00:00:00.000Z' })]);
}, 30_000);

test('asked by a name that was given later, it is said since when it is called so', async () => {
  await using house = await catalogHouse();
  const say = (at: string, aliases: string[]) =>
    house.ask('POST', `${root}/descriptions`, 'ingest', {
      by: 'backstage',
      origin: 'shop',
      at,
      descriptions: [{ entity: 'service:default/pricing', name: 'Prices', place: 'a', says: { aliases } }],
    });
  await say('2026-01-01T00:00:00Z', []);
  await say('2026-03-01T00:00:00Z', ['price-svc']);
  const page = (name: string, at: string) => house.get(`${root}/entities/${name}?at=${at}`);
  const early = await page('price-svc', '2026-02-01T00:00Z');
  expect([early.status, early.body.next]).toEqual([
    404,
    'It is known since 2026-03-01T00:00:00.000Z: ask for that instant or a later one.',
  ]);
  expect((await page('price-svc', '2026-03-01T00:00:00.000Z')).status).toBe(200);
  // Its reference is nobody's word: it names it for as long as it is known.
  expect((await page('service:pricing', '2025-12-01T00:00Z')).body.next).toMatch(/since 2026-01-01T00:00:00/);
}, 60_000);

test('what is known as it is now only refuses an instant', async () => {
  await using house = await catalogHouse();
  const { status, body } = await house.get(`${root}/discovery?at=2026-03-01T00:00Z`);
  expect([status, body.code]).toEqual([400, 'catalog.only-now']);
  expect((await house.get(`${root}/discovery?at=yesterday`)).body.code).toBe('catalog.instant');
  expect((await house.get(`${root}/discovery`)).body.sources).toEqual([]);
}, 30_000);

test('a name that many bear names twenty of the others', async () => {
  await using house = await catalogHouse();
  const descriptions = Array.from({ length: 25 }, (_, n) => ({
    entity: `service:n${n}/pricing`,
    name: 'pricing',
    place: `${n}`,
    says: {},
  }));
  await house.ask('POST', `${root}/descriptions`, 'ingest', {
    by: 'backstage',
    origin: 'shop',
    descriptions,
  });
  expect((await house.get(`${root}/entities/pricing`)).body.others).toHaveLength(20);
}, 30_000);
