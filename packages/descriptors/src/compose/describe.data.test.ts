import { testData } from '@nightjar/kernel/testing/data';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { claimedIn, figuresOf, possibleIn, rowOf } from '../testing/figures.ts';
import { fieldsAt } from '../unknown.ts';
import { describeStack } from './describe.ts';

const data = testData('manifests');
const layer = (name: string) => data.texts(`opentelemetry-demo/${name}`)[0] ?? { path: name, text: '' };

/** The demo's architecture as its documentation draws it (opentelemetry.io/docs/demo/architecture): the shop and its stores. */
const shop = [
  'accounting > astronomy-db',
  'accounting > kafka',
  'cart > valkey-cart',
  'checkout > cart',
  'checkout > currency',
  'checkout > email',
  'checkout > kafka',
  'checkout > payment',
  'checkout > product-catalog',
  'checkout > shipping',
  'fraud-detection > kafka',
  'frontend > ad',
  'frontend > cart',
  'frontend > checkout',
  'frontend > currency',
  'frontend > product-catalog',
  'frontend > recommendation',
  'frontend > shipping',
  'frontend-proxy > frontend',
  'frontend-proxy > image-provider',
  'load-generator > frontend-proxy',
  'product-catalog > astronomy-db',
  'recommendation > product-catalog',
  'shipping > quote',
];
const ofShop = new Set(shop.flatMap((edge) => edge.split(' > ')));
const withinShop = (edge: string): boolean => edge.split(' > ').every((name) => ofShop.has(name));

const namesIn = (text: string): string[] => Object.keys(fieldsAt(parse(text, { merge: true }), 'services'));

/** Found here by the plainest means: the word after `service.criticality=` within the service's own lines. */
const criticalityIn = (text: string): string[] => {
  const found: string[] = [];
  let service = '';
  for (const line of text.split('\n')) {
    service = /^ {2}([\w-]+):\s*$/.exec(line)?.[1] ?? service;
    const word = /service\.criticality=(\w+)/.exec(line)?.[1];
    if (word !== undefined) found.push(`${service} ${['critical', 'high', 'medium', 'low'].indexOf(word)}`);
  }
  return found;
};

test('the OpenTelemetry demo shows its services, how critical they are, and what the shop needs', (context) => {
  if (data.absent !== null) return context.skip(data.absent);
  const env = layer('.env');
  const base = layer('compose.yaml');
  const layers = [base, layer('compose.full.yaml'), layer('compose.observability.yaml')];
  const core = describeStack({ files: [base], env }, { project: 'demo' });
  const full = describeStack({ files: layers, env }, { project: 'demo' });
  expect([core.faults, full.faults]).toEqual([[], []]);
  const running = (of: typeof full) => of.descriptions.filter(({ says }) => says.deployment !== undefined);
  const tiers = (of: typeof full) =>
    running(of).flatMap(({ name, says }) => (says.tier === undefined ? [] : [`${name} ${says.tier}`]));

  const services = figuresOf(
    running(core).map(({ name }) => name),
    namesIn(base.text),
  );
  const all = figuresOf(
    running(full).map(({ name }) => name),
    [...new Set(layers.flatMap(({ text }) => namesIn(text)))],
  );
  const criticality = figuresOf(tiers(core), criticalityIn(base.text));
  const calls = figuresOf(claimedIn(full.descriptions).filter(withinShop), shop);
  console.table([
    rowOf('OpenTelemetry demo: services of compose.yaml', services),
    rowOf('services with the two layers', all),
    rowOf('criticality', criticality),
    rowOf('calls within the shop', calls),
  ]);
  console.log('wrong:', calls.wrong, 'missed:', calls.missed);
  console.log(
    'to what stands around the shop:',
    claimedIn(full.descriptions).filter((edge) => !withinShop(edge)),
  );
  console.log('possible within the shop:', possibleIn(full.descriptions).filter(withinShop));
  expect([services.right.length, all.right.length, criticality.right.length]).toEqual([20, 28, 16]);
  for (const { wrong, missed } of [services, all, criticality, calls])
    expect({ wrong, missed }).toEqual({ wrong: [], missed: [] });
  const kinds = Object.fromEntries(
    running(full).map(({ name, entity, says }) => [name, [entity.split(':')[0], says.type]]),
  );
  expect(kinds).toMatchObject({
    'astronomy-db': ['resource', 'database'],
    'valkey-cart': ['resource', 'cache'],
    kafka: ['resource', 'queue'],
    opensearch: ['resource', 'search'],
    checkout: ['service', undefined],
  });
  expect(JSON.stringify(full)).not.toMatch(/changeit|astronomy_password|yYrECL4q/);
});
