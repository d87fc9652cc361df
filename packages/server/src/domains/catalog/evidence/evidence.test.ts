import { expect, test } from 'vitest';
import { catalogEvidence } from '../index.ts';
import { callerWith, catalogHouse } from '../testing/house.ts';

const caller = callerWith('read');
const january = '2026-01-01T00:00:00.000Z';
const march = '2026-03-01T00:00:00.000Z';

type Said = readonly [entity: string, says: object];

const needs = (...to: readonly string[]) => ({
  owners: ['team:default/money'],
  relations: to.map((one) => ({ type: one.startsWith('api:') ? 'consumesApi' : 'dependsOn', to: one })),
});

const company: readonly Said[] = [
  ['service:default/checkout', needs('service:default/pricing', 'api:default/stock', 'service:default/cart')],
  ['service:default/pricing', needs('resource:default/postgres')],
  ['service:default/cart', needs()],
  ['service:default/warehouse', { relations: [{ type: 'providesApi', to: 'api:default/stock' }] }],
  ['service:default/reviews', needs('resource:default/postgres')],
  ['service:default/ledger', needs('service:default/pricing')],
  ['service:default/tax', { owners: ['team:default/money'], aliases: ['vat'] }],
  ['service:default/chat', { owners: ['team:default/support'] }],
  ['api:default/stock', {}],
  ['resource:default/postgres', {}],
];

const house = async () => {
  const it = await catalogHouse();
  const say = async (said: readonly Said[], at: string) => {
    const descriptions = said.map(([entity, says]) => {
      const name = entity.slice(entity.indexOf('/') + 1);
      return { entity, name, place: `${name}.yaml`, says };
    });
    const body = { by: 'backstage', origin: 'git.example/shop', whole: true, at, descriptions };
    const { status, body: answer } = await it.ask('POST', '/api/v1/catalog/descriptions', 'ingest', body);
    if (status !== 200) throw new Error(JSON.stringify(answer));
    await it.get('/api/v1/catalog/entities');
  };
  const around = async (service: string, more: object = {}) => {
    const wish = { service, at: null, depth: 3, most: 200, ...more };
    const { services, ...rest } = await catalogEvidence.around(it.kernel, caller, wish);
    return { ...rest, services: services.map(({ name, hops }) => `${name} ${hops ?? '-'}`) };
  };
  return { it, say, around, [Symbol.asyncDispose]: () => it[Symbol.asyncDispose]() };
};

test('what a service needs is around it: an API is who provides it, and who shares a resource is told without hops', async () => {
  await using at = await house();
  await at.say(company, january);
  const found = await at.around('Checkout');
  expect(found).toMatchObject({ known: true, cut: false });
  expect(found.services).toEqual([
    'checkout 0',
    'cart 1',
    'pricing 1',
    'warehouse 1',
    'postgres 2',
    'reviews -',
  ]);
  expect([...found.edges].map((edge) => edge.join(' > ')).sort()).toEqual([
    'checkout > cart',
    'checkout > pricing',
    'checkout > warehouse',
    'pricing > postgres',
    'reviews > postgres',
  ]);
  expect((await at.around('checkout', { depth: 1 })).services).not.toContain('postgres 2');
  const few = await at.around('checkout', { most: 3 });
  expect([few.services.length, few.cut]).toEqual([3, true]);
});

test('where nobody says what it calls, what its owner runs is around; whom nobody knows stands alone', async () => {
  await using at = await house();
  await at.say(company, january);
  const alone = await at.around('vat');
  expect(alone).toMatchObject({ known: true, edges: [] });
  expect(alone.services[0]).toBe('tax 0');
  expect([...alone.services].sort()).toEqual([
    'cart -',
    'checkout -',
    'ledger -',
    'pricing -',
    'reviews -',
    'tax 0',
  ]);
  expect(await at.around('chat')).toMatchObject({ services: ['chat 0'] });
  expect(await at.around('nobody')).toEqual({ known: false, services: ['nobody 0'], edges: [], cut: false });
  const { it } = at;
  expect(
    await catalogEvidence.around(it.kernel, callerWith('read', 2), {
      service: 'checkout',
      at: null,
      depth: 3,
      most: 9,
    }),
  ).toMatchObject({
    known: false,
  });
});

test('of the past it tells what was around then; before anybody spoke, what is now', async () => {
  await using at = await house();
  await at.say(company, january);
  const later = company.map(
    ([entity, says]): Said =>
      entity === 'service:default/checkout' ? [entity, needs('service:default/cart')] : [entity, says],
  );
  await at.say(later, march);
  expect((await at.around('checkout')).services).not.toContain('pricing 1');
  const then = await at.around('checkout', { at: Date.parse('2026-02-01T00:00:00Z') });
  expect(then.services).toContain('pricing 1');
  const before = await at.around('checkout', { at: Date.parse('2025-02-01T00:00:00Z') });
  expect(before.services).toEqual(['checkout 0', 'cart 1']);
});

test('the owner is told with where to reach them, and near names of what nobody knows', async () => {
  await using at = await house();
  const team = { contacts: { onCall: { label: 'money on call', url: 'https://pager.example/money' } } };
  await at.say([...company, ['team:default/money', team]], january);
  const { kernel } = at.it;
  expect(await catalogEvidence.owner(kernel, caller, 'pricing')).toEqual({
    name: 'money',
    address: '/catalog/team/money',
    contacts: [{ kind: 'onCall', value: 'https://pager.example/money' }],
  });
  expect(await catalogEvidence.owner(kernel, caller, 'warehouse')).toBeNull();
  expect(await catalogEvidence.owner(kernel, caller, 'nobody')).toBeNull();
  expect(await catalogEvidence.near(kernel, caller, 'pircing')).toContain('pricing');
  expect(await catalogEvidence.near(kernel, caller, 'xyzzy')).toEqual([]);
});
