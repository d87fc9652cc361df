import type { Says } from '@nightjar/descriptors/description';
import { catalogModel, described, withdrawn } from '../../testing/model.ts';

const day = (n: number): string => `2026-03-0${n}T00:00:00.000Z`;

const payments = ['team:default/payments'];
const shop = ['team:default/shop'];
const within = (system: string): Says => ({
  relations: [{ type: 'partOf', to: `system:default/${system}` }],
});

/** What a shop runs, with names that get in one another's way. */
const things: Readonly<Record<string, Says>> = {
  'service:default/checkout': {
    tier: 0,
    owners: payments,
    language: 'go',
    aliases: ['Checkout-svc'],
    tags: { pci: 'yes' },
    versions: { prod: 'v1', staging: 'v2' },
    ...within('sales'),
  },
  'api:default/checkout-api': { owners: payments, type: 'openapi', lifecycle: 'production' },
  'service:default/checkout-worker': { tier: 2, owners: payments, language: 'go', lifecycle: 'deprecated' },
  'service:default/product-catalog': {
    tier: 1,
    owners: shop,
    description: 'What we sell, and its pictures.',
  },
  'service:default/catalog-importer': { tier: 3, language: 'Python', deployment: 'kubernetes cronjob' },
  'service:default/pricing': {
    tier: 0,
    owners: payments,
    language: 'java',
    description: 'Computes what a basket costs.',
    repository: { url: 'https://github.com/Acme/pricing' },
    joins: { github: 'Acme/pricing', sentry: 'pricing' },
    ...within('sales'),
  },
  'resource:default/pricing-rules': { type: 'bucket', owners: payments },
  'service:default/payment-gateway': { tier: 0, owners: payments, aliases: ['psp'], lifecycle: 'production' },
  'team:default/payments': { title: 'Money In' },
  'team:default/shop': {},
  'service:default/search': {
    joins: { github: 'acme/search' },
    tier: 1,
    owners: shop,
    runtime: 'nodejs20.x',
  },
  'resource:default/search-index': { type: 'index' },
  'service:default/recommendation': { tier: 3, aliases: ['recommendationservice'] },
  'service:default/currency-service': { tier: 2, description: 'Rates of exchange, once an hour.' },
  'service:default/ad-service': { tier: 3, owners: ['person:default/ada.lovelace'] },
  'service:default/orders': { tier: 0, owners: shop, ...within('sales') },
  'resource:default/orders-db': { type: 'postgres', owners: shop },
  'resource:default/orders-events': { type: 'topic' },
  'resource:default/postgres-main': { type: 'database' },
  'service:default/k8s-operator': { tier: 2, runtime: 'kubernetes' },
  'service:default/email': {
    tier: 2,
    description: 'Sends the confirmation of an order.',
    tags: { gdpr: '' },
  },
  'service:default/notifications': { aliases: ['notify'], tier: 2 },
  'person:default/ada.lovelace': { title: 'Ada Lovelace' },
  'service:default/frontend': { title: 'Web Shop', tier: 1, language: 'typescript' },
  'service:default/cart': { tier: 1, owners: shop },
  'resource:default/redis-cart': { type: 'redis' },
  'service:default/fraud-detector': {
    tier: 1,
    description: 'Scores the risk of a payment.',
    tags: { pci: 'no' },
  },
  'system:default/sales': { description: '100% of what brings money' },
  'service:default/legacy-billing': { tier: 1, owners: payments },
  'template:default/new-service': { description: 'Makes another.' },
};

/** The company's read model. On 3 March the pricing changed hands and its name, and the old billing went. */
export const company = async () => {
  const model = await catalogModel();
  const pricing = 'service:default/pricing';
  await model.apply([
    ...Object.entries(things).map(([ref, says]) => described(ref, says, { at: day(1) })),
    described(
      'service:default/orders',
      { owners: payments },
      { by: 'effx', source: 'effx:x/effx.yaml', at: day(2) },
    ),
    described(pricing, { ...things[pricing], owners: shop, tier: 2, aliases: ['tariff'] }, { at: day(3) }),
    withdrawn('service:default/legacy-billing', { at: day(3) }),
    described('service:default/checkout', { tier: 3 }, { at: day(1), org: 2 }),
  ]);
  return model;
};

export const before = new Date(day(2));
export const now = new Date(day(5));
