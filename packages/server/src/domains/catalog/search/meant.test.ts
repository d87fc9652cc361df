import { expect, test } from 'vitest';
import { entitiesMatching } from './queries.ts';
import { synonyms as parser } from './synonyms.ts';
import { before, company, now } from './testing/company.ts';

const synonyms = parser.of('pg=postgres,postgresql;k8s=kubernetes') ?? new Map();

/** What is typed, and what must come first. */
const meant: readonly (readonly [query: string, ...refs: string[]])[] = [
  ['checkout', 'service:checkout', 'service:checkout-worker', 'api:checkout-api'],
  ['Checkout', 'service:checkout'],
  ['check', 'service:checkout', 'service:checkout-worker', 'api:checkout-api'],
  ['checkout-svc', 'service:checkout'],
  ['checkout svc', 'service:checkout'],
  ['checkout api', 'api:checkout-api'],
  ['checkout_api', 'api:checkout-api'],
  ['api checkout', 'api:checkout-api'],
  ['checkout worker', 'service:checkout-worker'],
  ['worker', 'service:checkout-worker'],
  ['chekout', 'service:checkout'],
  ['checkuot', 'service:checkout'],
  ['chekout-worker', 'service:checkout-worker'],
  ['chekout worker', 'service:checkout-worker'],
  ['heckou', 'service:checkout'],
  ['catalog', 'service:catalog-importer', 'service:product-catalog'],
  ['product catalog', 'service:product-catalog'],
  ['atalo', 'service:product-catalog', 'service:catalog-importer'],
  ['pircing', 'service:pricing', 'resource:pricing-rules'],
  ['tariff', 'service:pricing'],
  ['p', 'service:payment-gateway', 'service:product-catalog', 'service:pricing', 'resource:postgres-main'],
  ['web shop', 'service:frontend'],
  ['money', 'team:payments', 'system:sales'],
  ['payments', 'team:payments'],
  ['payment', 'service:payment-gateway', 'team:payments', 'service:checkout'],
  ['paymnet gateway', 'service:payment-gateway'],
  ['gateway', 'service:payment-gateway'],
  ['psp', 'service:payment-gateway'],
  ['sends', 'service:email'],
  ['"confirmation of an"', 'service:email'],
  ['risk', 'service:fraud-detector'],
  ['exchange', 'service:currency-service'],
  ['curency', 'service:currency-service'],
  ['recomendation', 'service:recommendation'],
  ['chekout wroker', 'service:checkout-worker'],
  ['serach', 'service:search', 'resource:search-index'],
  ['recomendatoin', 'service:recommendation'],
  ['curency-servcie', 'service:currency-service'],
  ['db', 'resource:orders-db'],
  ['orders db', 'resource:orders-db'],
  ['order', 'service:orders', 'resource:orders-db', 'resource:orders-events'],
  ['cart', 'service:cart', 'resource:redis-cart'],
  ['redis', 'resource:redis-cart'],
  ['lovelace', 'person:ada.lovelace'],
  ['ada', 'person:ada.lovelace', 'service:ad-service'],
  ['search', 'service:search', 'resource:search-index'],
  ['search kind:resource', 'resource:search-index'],
  ['pay* tier:0', 'service:payment-gateway'],
  ['payments tier:0', 'service:checkout', 'service:orders', 'service:payment-gateway'],
  ['pci', 'service:checkout', 'service:fraud-detector'],
  ['pg', 'resource:postgres-main'],
  ['kubernetes', 'service:k8s-operator'],
  ['service', 'service:currency-service', 'service:ad-service'],
];

const full = (ref: string): string => ref.replace(':', ':default/');

test('the thing meant is first', async () => {
  await using model = await company();
  for (const [query, ...refs] of meant) {
    const { entities } = await entitiesMatching(model.reader(), {
      query,
      limit: 20,
      at: null,
      synonyms,
      now,
    });
    const found = entities.map(({ ref }) => ref).slice(0, refs.length);
    expect.soft(found, query).toEqual(refs.map(full));
  }
});

test('what nobody means is not found', async () => {
  await using model = await company();
  const ask = async (query: string, org = 1) =>
    (await entitiesMatching(model.reader(org), { query, limit: 20, at: null, synonyms, now })).entities.map(
      ({ ref }) => ref,
    );
  for (const query of [
    'zzz',
    'legacy-billing',
    'xq',
    'checkout zzz',
    '"svc checkout"',
    'check* zzz',
    '%',
    '_',
  ])
    expect.soft(query === '%' || query === '_' ? [] : await ask(query), query).toEqual([]);
  expect(await ask('legacy-billing state:gone')).toEqual(['service:default/legacy-billing']);
  expect(await ask('check', 2)).toEqual(['service:default/checkout']);
  expect(await ask('pricing', 2)).toEqual([]);
});

test('the past is searched as it was', async () => {
  await using model = await company();
  const ask = async (query: string, at: Date | null) =>
    (await entitiesMatching(model.reader(), { query, limit: 20, at, synonyms, now })).entities.map(
      ({ ref }) => ref,
    );
  expect(await ask('tariff', null)).toEqual(['service:default/pricing']);
  expect(await ask('tariff', before)).toEqual([]);
  expect(await ask('billing', before)).toEqual(['service:default/legacy-billing']);
  expect(await ask('owner:payments pricing kind:service', before)).toEqual(['service:default/pricing']);
  expect(await ask('owner:payments pricing kind:service', null)).toEqual([]);
  expect((await ask('p', before)).slice(0, 2)).toEqual([
    'service:default/payment-gateway',
    'service:default/pricing',
  ]);
  expect(await ask('pircing', before)).toContain('service:default/pricing');
  expect(await ask('basket', before)).toEqual(['service:default/pricing']);
  expect(await ask('checkout', new Date('2026-02-01'))).toEqual([]);
});

test('page after page tells each thing once, in the same order', async () => {
  await using model = await company();
  for (const query of ['s', 'service', 'payments', 'an', 'shop owner:shop', 'chekout', 'checkout api']) {
    const wish = { query, at: null, synonyms, now };
    const whole = await entitiesMatching(model.reader(), { ...wish, limit: 100 });
    const refs: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await entitiesMatching(model.reader(), { ...wish, limit: 2, cursor });
      refs.push(...page.entities.map(({ ref }) => ref));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect.soft(refs, query).toEqual(whole.entities.map(({ ref }) => ref));
    expect.soft(whole.total, query).toBe(refs.length);
  }
});
