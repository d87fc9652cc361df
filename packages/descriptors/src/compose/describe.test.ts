import { expect, test } from 'vitest';
import type { File } from '../description.ts';
import { claimedIn, possibleIn } from '../testing/figures.ts';
import { describeStack } from './describe.ts';

const file = (text: string, path = 'compose.yaml'): File => ({ path, text });
const read = (text: string, env = '', beside: File[] = []) =>
  describeStack(
    { files: [file(text)], env: file(env, '.env'), beside },
    { project: 'shop', repository: 'https://git.dev/shop' },
  );

const shop = `
x-base: &base
  restart: always
services:
  pricing:
    <<: *base
    image: \${REGISTRY:-acme.dev}/demo:1.4.2-pricing
    build: {context: ., dockerfile: src/pricing/Dockerfile}
    environment:
      - CART_ADDR
      - DATABASE_URL=postgres://me:\${DB_PASSWORD}@db/prices
      - OTEL_SERVICE_NAME=prices
      - OTEL_RESOURCE_ATTRIBUTES=service.criticality=high,deployment.environment.name=prod
    depends_on: [db, mailer]
  cart:
    image: acme.dev/cart:2
    ports: ["7070:7070"]
    deploy: {labels: {team: carts}}
  mailer: {image: acme.dev/mailer}
  db: {image: "postgres:18.4"}
`;

test('a stack shows what runs, how critical it is and what it needs', () => {
  const { descriptions, faults } = read(shop, 'CART_ADDR=cart:7070\nDB_PASSWORD=hunter2');
  expect(faults).toEqual([]);
  const [pricing, cart, , db] = descriptions;
  expect(pricing).toMatchObject({
    entity: 'service:default/pricing',
    line: 5,
    says: {
      tier: 1,
      versions: { prod: '1.4.2' },
      repository: { url: 'https://git.dev/shop', path: 'src/pricing' },
      aliases: ['prices'],
      deployment: 'compose',
    },
  });
  expect(cart?.says.owners).toEqual(['team:default/carts']);
  expect(db).toMatchObject({
    entity: 'resource:default/shop-db',
    says: { type: 'database', versions: { '': '18.4' } },
  });
  expect(pricing?.says.relations?.slice(1)).toEqual([
    {
      type: 'calls',
      to: 'resource:default/shop-db',
      confidence: 0.85,
      why: 'env DATABASE_URL, starts after it (depends_on)',
    },
    { type: 'calls', to: 'service:default/cart', confidence: 0.9, why: 'env CART_ADDR' },
  ]);
  expect(possibleIn(descriptions)).toEqual(['pricing > mailer']);
  expect(JSON.stringify(descriptions)).not.toContain('hunter2');
});

test('a second file adds to the first and wins over it', () => {
  const over = file(
    'services:\n  cart:\n    image: acme.dev/cart:3\n    environment: {MAIL: "http://mailer"}\n',
    'compose.override.yaml',
  );
  const { descriptions } = describeStack({ files: [file(shop), over] }, { project: 'shop' });
  const cart = descriptions.find(({ name }) => name === 'cart');
  expect(cart).toMatchObject({
    place: 'compose.yaml',
    says: { versions: { '': '3' }, owners: ['team:default/carts'] },
  });
  expect(claimedIn(descriptions)).toContain('cart > mailer');
});

test('a layer that takes away is read too', () => {
  const { descriptions, faults } = read(
    'services:\n  a:\n    image: a:1\n    ports: !reset []\n    environment: !override {B: 1}\n',
  );
  expect([descriptions.length, faults]).toEqual([1, []]);
});

test('what is extended and included is read from beside', () => {
  const base = file('services:\n  base:\n    environment: {CART: "http://cart"}\n', 'base/common.yaml');
  const more = file('services:\n  cart: {image: cart}\n', 'more/compose.yaml');
  const { descriptions } = read(
    'include: [more/compose.yaml]\nservices:\n  web:\n    extends: {file: base/common.yaml, service: base}\n',
    '',
    [base, more],
  );
  expect(claimedIn(descriptions)).toEqual(['web > cart']);
});

test('what extends itself ends', () => {
  const { descriptions } = read('services:\n  a: {extends: {service: b}}\n  b: {extends: {service: a}}\n');
  expect(descriptions.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('an env file that everybody reads is no list of what each calls', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const services = names.map((name) => `  ${name}: {image: "${name}", env_file: all.env}`).join('\n');
  const all = names.map((name) => `${name.toUpperCase()}_URL=http://${name}:80`).join('\n');
  const { descriptions } = read(`services:\n${services}`, '', [file(all, 'all.env')]);
  expect(claimedIn(descriptions)).toEqual([]);
  expect(possibleIn(descriptions)).toHaveLength(20);
});

test('a file that is no YAML is told with its line, and none of its words', () => {
  const { descriptions, faults } = read('services:\n  a:\n    image: [hunter2\n');
  expect(descriptions).toEqual([]);
  expect(faults).toMatchObject([{ code: 'yaml', place: 'compose.yaml' }]);
  expect(JSON.stringify(faults)).not.toContain('hunter2');
});
