import type { Append } from '@nightjar/kernel/log/log';
import { expect, test } from 'vitest';
import { cardsOf } from '../cards.ts';
import { resolveRef } from '../resolve.ts';
import { callerWith, catalogHouse } from '../testing/house.ts';
import { describe, type Telling } from './describe.ts';
import type { Told } from './normalise.ts';

const caller = callerWith('ingest');
const pricing = 'service:default/pricing';

const told = (entity: string, says: Told['says'], more: Partial<Told> = {}): Told => ({
  entity,
  name: entity.slice(entity.indexOf('/') + 1),
  by: 'backstage',
  place: 'catalog-info.yaml',
  says,
  ...more,
});

const run = (descriptions: readonly Told[], more: Partial<Telling> = {}): Telling => ({
  by: 'backstage',
  origin: 'github.com/acme/shop',
  whole: false,
  descriptions,
  ...more,
});

test('what is said again is no fact', async () => {
  await using house = await catalogHouse();
  const telling = run([
    told(pricing, { tier: 1, owners: ['team:default/payments'] }),
    told('service:default/cart', {}),
  ]);
  const first = await describe(house.kernel, caller, telling);
  expect(first.results.map(({ is }) => is)).toEqual(['described', 'described']);
  const again = await describe(house.kernel, caller, telling);
  expect(again.results.map(({ is }) => is)).toEqual(['unchanged', 'unchanged']);
  expect(await house.facts()).toBe(2);
  const cards = await cardsOf(await house.reader(), [pricing], null);
  expect(cards.get(pricing)).toMatchObject({
    tier: 1,
    state: 'declared',
    owners: [{ ref: 'team:default/payments', name: 'payments', known: false }],
  });
});

test('those who say the same at once record it once, and are told so', async () => {
  await using house = await catalogHouse();
  const telling = run(Array.from({ length: 20 }, (_, nth) => told(`service:default/s${nth}`, { tier: 2 })));
  const all = await Promise.all([1, 2, 3].map(() => describe(house.kernel, caller, telling)));
  expect(all.flatMap(({ results }) => results).every(({ is }) => is !== 'refused')).toBe(true);
  expect(await house.facts()).toBe(20);
});

test('a word that comes back to what it was is recorded again', async () => {
  await using house = await catalogHouse();
  for (const tier of [1, 2, 1, 2]) await describe(house.kernel, caller, run([told(pricing, { tier })]));
  expect(await house.facts()).toBe(4);
  expect((await cardsOf(await house.reader(), [pricing], null)).get(pricing)?.tier).toBe(2);
});

test('a whole run takes back what it does not say again, of its origin alone and not of what could not be read', async () => {
  await using house = await catalogHouse();
  const other = run([told('service:default/other', {})], { origin: 'github.com/acme/shop-more' });
  await describe(house.kernel, caller, other);
  const three = [pricing, 'service:default/cart', 'service:default/broken'].map((ref) =>
    told(ref, {}, { place: `${ref.slice(16)}.yaml` }),
  );
  await describe(house.kernel, caller, run(three, { whole: true }));
  const { withdrawn } = await describe(
    house.kernel,
    caller,
    run(three.slice(0, 1), { whole: true, unread: ['broken.yaml'] }),
  );
  expect(withdrawn).toEqual(['service:default/cart']);
  const cards = await cardsOf(
    await house.reader(),
    three.map(({ entity }) => entity),
    null,
  );
  expect([...cards.values()].map(({ ref, state }) => `${ref} ${state}`).sort()).toEqual([
    'service:default/broken declared',
    'service:default/cart gone',
    'service:default/pricing declared',
  ]);
});

test('a whole run about an origin says nothing of those beneath it', async () => {
  await using house = await catalogHouse();
  await describe(
    house.kernel,
    caller,
    run([told(pricing, {})], { origin: 'github.com/acme/shop', whole: true }),
  );
  const above = run([], { origin: 'github.com/acme', whole: true });
  expect((await describe(house.kernel, caller, above)).withdrawn).toEqual([]);
  const itself = run([], { whole: true });
  expect((await describe(house.kernel, caller, itself)).withdrawn).toEqual([pricing]);
});

test('what observers no longer see is not taken back, and says when it was last seen', async () => {
  await using house = await catalogHouse();
  const seen = (entity: string) =>
    told(
      entity,
      { relations: [{ type: 'calls', to: 'service:default/db' }] },
      { by: 'kubernetes', place: entity },
    );
  const watch = (descriptions: Told[], at: string) =>
    run(descriptions, { by: 'kubernetes', origin: 'cluster prod', whole: true, at: new Date(at) });
  await describe(
    house.kernel,
    caller,
    watch([seen(pricing), seen('service:default/cart')], '2026-03-01T00:00:00Z'),
  );
  await describe(house.kernel, caller, watch([seen(pricing)], '2026-03-01T00:10:00Z'));
  const cards = await cardsOf(await house.reader(), [pricing, 'service:default/cart'], null);
  expect([...cards.values()].map(({ ref, lastSeen, state }) => [ref, lastSeen, state]).sort()).toEqual([
    ['service:default/cart', '2026-03-01T00:00:00.000Z', 'discovered'],
    [pricing, '2026-03-01T00:10:00.000Z', 'discovered'],
  ]);
});

test('what runs under an alias is the entity that is declared to be called so', async () => {
  await using house = await catalogHouse();
  const pod = told(
    'service:default/checkoutservice',
    { deployment: 'kubernetes' },
    { by: 'kubernetes', place: 'x' },
  );
  const watch = run([pod], { by: 'kubernetes', origin: 'cluster prod' });
  await describe(house.kernel, caller, watch);
  await describe(
    house.kernel,
    caller,
    run([told('service:shop/checkout', { aliases: ['CheckoutService'] })]),
  );
  const { results, withdrawn } = await describe(house.kernel, caller, watch);
  expect(results).toMatchObject([{ is: 'described', entity: 'service:shop/checkout' }]);
  expect(withdrawn).toEqual(['service:default/checkoutservice']);
  const reader = await house.reader();
  expect(await resolveRef(reader, 'checkoutservice', null)).toBe('service:shop/checkout');
});

test('when an alias goes, what runs under it is an entity of its own again, and the others of its file stay', async () => {
  await using house = await catalogHouse();
  const declare = (aliases: string[]) => describe(house.kernel, caller, run([told(pricing, { aliases })]));
  const seen = (...names: string[]) => {
    const as = { by: 'compose', place: 'compose.yaml' } as const;
    const descriptions = names.map((name) => told(`service:default/${name}`, { runtime: 'x' }, as));
    return describe(house.kernel, caller, run(descriptions, { by: 'compose', origin: 'folder shop' }));
  };
  const readers = async (ref: string) =>
    (await house.get(`/api/v1/catalog/entities/${encodeURIComponent(ref)}`)).body.sources.map(
      (it: { by: string }) => it.by,
    );
  await declare(['prc']);
  expect((await seen('prc', 'cart')).withdrawn).toEqual([]);
  expect(await readers(pricing)).toEqual(['compose', 'backstage']);
  await declare([]);
  expect((await seen('prc')).withdrawn).toEqual([pricing]);
  expect(await readers(pricing)).toEqual(['backstage']);
  expect(await readers('service:default/prc')).toEqual(['compose']);
  expect(await readers('service:default/cart')).toEqual(['compose']);
  expect((await seen('prc')).withdrawn).toEqual([]);
});

test('a description is taken whole or not at all, and leaves the others alone', async () => {
  await using house = await catalogHouse();
  const { results } = await describe(
    house.kernel,
    caller,
    run([
      told('service:default/good', { tier: 1 }),
      told('service:default/Good', { tier: 2 }),
      told('service:default/tier', { tier: 7, owners: ['team:default/a'] }),
      told('service:default/link', { links: [{ group: 'x', label: 'x', url: 'javascript:alert(1)' }] }),
      told('no reference', {}),
      told('service:default/stray', { colour: 'red' }),
    ]),
  );
  expect(results.map((it) => (it.is === 'refused' ? `${it.code} ${it.pointer}` : it.is))).toEqual([
    'described',
    'duplicate /entity',
    'invalid /says/tier',
    'invalid /says/links/0/url',
    'invalid /entity',
    'invalid /says/colour',
  ]);
  expect(await house.facts()).toBe(1);
});

test('a run is one line of the feed, and versions alone are none', async () => {
  await using house = await catalogHouse();
  await describe(
    house.kernel,
    caller,
    run([told(pricing, { owners: ['team:default/payments'], versions: { prod: '1' } })]),
  );
  await describe(
    house.kernel,
    caller,
    run([told(pricing, { owners: ['team:default/payments'], versions: { prod: '2' } })]),
  );
  await describe(
    house.kernel,
    caller,
    run([told(pricing, { owners: ['team:default/money'], versions: { prod: '2' } })]),
  );
  const [latest, first, ...more] = await house.feed(2);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ kind: 'catalog', title: 'new service, owner payments' });
  expect(latest).toMatchObject({ title: 'owner payments → money', services: ['pricing'] });
});

test('a run that is cut short loses nothing: what was recorded is told, and the same run again records the rest', async () => {
  await using house = await catalogHouse();
  const names = Array.from({ length: 12 }, (_, nth) => `service:default/s${nth}`);
  const telling = run(names.map((name) => told(name, { tier: 2 })));
  let left = 5;
  const dying = {
    ...house.kernel,
    log: {
      ...house.kernel.log,
      append: (command: Append) => {
        left -= 1;
        return left < 0
          ? Promise.reject(new Error('The process is gone.'))
          : house.kernel.log.append(command);
      },
    },
  };
  await expect(describe(dying, caller, telling)).rejects.toThrow('gone');
  expect(await house.facts()).toBe(5);
  expect(await house.feed(1)).toHaveLength(1);
  const { results } = await describe(house.kernel, caller, telling);
  expect(Object.groupBy(results, ({ is }) => is)).toMatchObject({
    unchanged: { length: 5 },
    described: { length: 7 },
  });
  expect(await house.facts()).toBe(12);
  const [latest] = await house.feed(2);
  expect(latest.title).toBe('7 new: s5, s6, s7, s8, s9, s10, s11');
});
