import { expect, test } from 'vitest';
import { entityOfAnnotations, saysOfAnnotations } from './says-of-annotations.ts';

test('each annotation of Nightjar says its fact, and others say nothing', () => {
  expect(
    saysOfAnnotations({
      'nightjar.dev/owner': 'payments, user:jane',
      'nightjar.dev/tier': 'critical',
      'nightjar.dev/description': 'Prices things',
      'nightjar.dev/repository': 'https://github.com/acme/pricing',
      'nightjar.dev/repository-path': 'cmd/pricing',
      'nightjar.dev/chat': '#pricing https://acme.slack.com/archives/C1',
      'nightjar.dev/on-call': 'Pricing on call',
      'nightjar.dev/dashboard': 'Latency https://g.example/1\nhttps://g.example/2',
      'nightjar.dev/link.wiki': 'https://wiki.example/pricing',
      'nightjar.dev/link.logs': 'All of them https://logs.example/pricing',
      'nightjar.dev/tag.pci': 'yes',
      'nightjar.dev/tags': 'acme.com/cost=cc-1',
      'nightjar.dev/alias': 'prices, price-svc',
      'nightjar.dev/system': 'checkout',
      'nightjar.dev/depends-on': 'resource:pricing-db\ncart',
      'nightjar.dev/join.sentry': 'pricing',
      'prometheus.io/scrape': 'true',
    }),
  ).toEqual({
    owners: ['team:default/payments', 'person:default/jane'],
    tier: 0,
    description: 'Prices things',
    repository: { url: 'https://github.com/acme/pricing', path: 'cmd/pricing' },
    contacts: {
      chat: { label: '#pricing', url: 'https://acme.slack.com/archives/C1' },
      onCall: { label: 'Pricing on call', url: null },
    },
    links: [
      { group: 'dashboards', label: 'Latency', url: 'https://g.example/1' },
      { group: 'dashboards', label: 'https://g.example/2', url: 'https://g.example/2' },
      { group: 'links', label: 'wiki', url: 'https://wiki.example/pricing' },
      { group: 'logs', label: 'All of them', url: 'https://logs.example/pricing' },
    ],
    tags: { pci: 'yes', 'acme.com/cost': 'cc-1' },
    aliases: ['prices', 'price-svc'],
    relations: [
      { type: 'dependsOn', to: 'resource:default/pricing-db' },
      { type: 'dependsOn', to: 'service:default/cart' },
      { type: 'partOf', to: 'system:default/checkout' },
    ],
    joins: { sentry: 'pricing' },
  });
});

test('an annotation is believed before a label, and a label where there is no annotation', () => {
  expect(
    saysOfAnnotations(
      { 'nightjar.dev/tier': '1' },
      { 'nightjar.dev/tier': '3', 'nightjar.dev/owner': 'shop' },
    ),
  ).toEqual({ tier: 1, owners: ['team:default/shop'] });
});

test('what is no tier, reference or address says nothing', () => {
  expect(
    saysOfAnnotations({
      'nightjar.dev/tier': '9',
      'nightjar.dev/owner': 'a b',
      'nightjar.dev/dashboard': 'javascript:alert(1)',
      'nightjar.dev/chat': ' ',
    }),
  ).toEqual({});
});

test('an object can say which entity it is', () => {
  expect(entityOfAnnotations({ 'nightjar.dev/entity': 'pricing' })).toBe('service:default/pricing');
  expect(entityOfAnnotations({})).toBeUndefined();
});
