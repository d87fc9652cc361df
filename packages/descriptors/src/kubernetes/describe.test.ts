import { expect, test } from 'vitest';
import type { Description } from '../description.ts';
import { claimedIn, possibleIn } from '../testing/figures.ts';
import { describeCluster, describeObjects } from './describe.ts';
import { objectsIn } from './manifests.ts';
import { neededObject } from './object.ts';

type Extra = {
  readonly labels?: Record<string, string>;
  readonly annotations?: Record<string, string>;
  readonly env?: Record<string, string>;
  readonly container?: object;
  readonly pod?: object;
  readonly kind?: string;
  readonly namespace?: string;
  readonly image?: string;
};

const workload = (name: string, extra: Extra = {}) => ({
  apiVersion: 'apps/v1',
  kind: extra.kind ?? 'Deployment',
  metadata: {
    name,
    ...(extra.namespace && { namespace: extra.namespace }),
    labels: { app: name, ...extra.labels },
    annotations: extra.annotations,
  },
  spec: {
    template: {
      metadata: { labels: { app: name, ...extra.labels } },
      spec: {
        containers: [
          {
            name: 'main',
            image: extra.image ?? `registry.acme.dev:5000/${name}:1.2.3`,
            env: Object.entries(extra.env ?? {}).map(([key, value]) => ({ name: key, value })),
            ...extra.container,
          },
        ],
        ...extra.pod,
      },
    },
  },
});

const service = (name: string, port = 80, namespace?: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, ...(namespace && { namespace }) },
  spec: { selector: { app: name }, ports: [{ port }] },
});

const map = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});

const importing = (name: string) => ({ envFrom: [{ configMapRef: { name } }] });

const of = (...objects: unknown[]): Description[] => describeCluster(objects, { cluster: '' });
const byName = (descriptions: readonly Description[], name: string) =>
  descriptions.find((one) => one.name === name);

test.each([
  ['host and port', 'cart:80', 0.9],
  ['a URL', 'http://cart/checkout', 0.85],
  ['JDBC', 'jdbc:postgresql://user:hunter2@cart:80/db', 0.9],
  ['a name with its namespace', 'cart.default.svc.cluster.local:80', 0.9],
  ['one of several', 'mongodb://other:1,cart:80/db', 0.9],
  ['a Go DSN', 'root:hunter2@tcp(cart:80)/db', 0.9],
  ['a connection string', 'Server=tcp:cart,80;Password=hunter2', 0.9],
  ['a port that it does not have', 'cart:81', 0.6],
])('%s in a variable is a call', (_, value, confidence) => {
  const found = of(workload('shop', { env: { CART_ADDR: value } }), workload('cart'), service('cart'));
  expect(byName(found, 'shop')?.says.relations).toEqual([
    { type: 'calls', to: 'service:default/cart', confidence, why: 'env CART_ADDR' },
  ]);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test.each([
  ['of nobody', { CART_ADDR: 'cart.example.com:80' }],
  ['that is a topic', { KAFKA_TOPIC: 'cart' }],
  ['that is its own', { SHOP_ADDR: 'shop:80' }],
  ['in a password', { DB_PASSWORD: 'cart:80' }],
])('a name %s is no call', (_, env) => {
  const found = of(workload('shop', { env }), service('shop'), workload('cart'), service('cart'));
  expect(claimedIn(found)).toEqual([]);
});

test('a host without port counts where its variable names a host', () => {
  const found = of(workload('shop', { env: { CART_HOST: 'cart' } }), workload('cart'), service('cart'));
  expect(claimedIn(found)).toEqual(['shop > cart']);
});

test('a variable made of others is read as the pod sees it', () => {
  const env = { HOST: 'cart', PORT: '80', TARGET: 'http://$(HOST):$(PORT)/x' };
  const found = of(workload('shop', { env }), workload('cart'), service('cart'));
  expect(byName(found, 'shop')?.says.relations?.[0]).toMatchObject({ confidence: 0.9 });
});

test('where telemetry is sent is possible, and not claimed', () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:80' };
  const found = of(workload('shop', { env }), workload('collector'), service('collector'));
  expect([claimedIn(found), possibleIn(found)]).toEqual([[], ['shop > collector']]);
});

test('a map of one address is believed, however many import it', () => {
  const readers = ['a', 'b', 'c', 'd'].map((name) => workload(name, { container: importing('db') }));
  const found = of(
    ...readers,
    workload('store'),
    service('store', 5432),
    map('db', { DB_URL: 'store:5432' }),
  );
  expect(claimedIn(found)).toEqual(['a > store', 'b > store', 'c > store', 'd > store']);
});

test('a map of everybody’s addresses is no list of what its readers call', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const all = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_ADDR`, `${name}:80`]));
  const found = of(
    ...names.flatMap((name) => [workload(name, { container: importing('everybody') }), service(name)]),
    map('everybody', all),
  );
  expect(claimedIn(found)).toEqual([]);
  expect(possibleIn(found)).toHaveLength(30);
});

test('a key that is picked from such a map is a call', () => {
  const names = ['a', 'b', 'c'];
  const all = Object.fromEntries(names.map((name) => [`${name.toUpperCase()}_ADDR`, `${name}:80`]));
  const env = [{ name: 'B', valueFrom: { configMapKeyRef: { name: 'everybody', key: 'B_ADDR' } } }];
  const found = of(
    ...names.flatMap((name) => [workload(name, { container: name === 'a' ? { env } : {} }), service(name)]),
    map('everybody', all),
  );
  expect(claimedIn(found)).toEqual(['a > b']);
});

test('a file of a map that is mounted is read', () => {
  const pod = { volumes: [{ name: 'config', configMap: { name: 'files' } }] };
  const found = of(
    workload('shop', { pod }),
    workload('cart'),
    service('cart'),
    map('files', { 'application.yaml': 'cart:\n  url: http://cart:80\n' }),
  );
  expect(byName(found, 'shop')?.says.relations?.[0]?.why).toBe('file application.yaml of config map files');
});

const policy = (name: string, from: readonly string[]) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name },
  spec: {
    podSelector: { matchLabels: { app: name } },
    ingress: [{ from: from.map((app) => ({ podSelector: { matchLabels: { app } } })) }],
  },
});

test('a network policy that lets one in says that it calls, and of the others that they do not', () => {
  const found = of(
    workload('shop'),
    workload('spy', { env: { CART_ADDR: 'cart:80' } }),
    workload('cart'),
    service('cart'),
    policy('cart', ['shop']),
  );
  expect([claimedIn(found), possibleIn(found)]).toEqual([['shop > cart'], ['spy > cart']]);
});

test('a network policy that lets anybody in denies nobody', () => {
  const open = {
    ...policy('cart', []),
    spec: { podSelector: { matchLabels: { app: 'cart' } }, ingress: [{}] },
  };
  const shop = workload('shop', { env: { CART_ADDR: 'cart:80' } });
  expect(claimedIn(of(shop, workload('cart'), service('cart'), open))).toEqual(['shop > cart']);
});

test.each([
  ['its image', { image: 'docker.io/library/postgres:18.4-alpine' }, 0.95],
  ['its data folder', { container: { volumeMounts: [{ mountPath: '/var/lib/postgresql/data' }] } }, 0.85],
  [
    'its port, where it keeps disks',
    { kind: 'StatefulSet', container: { ports: [{ containerPort: 5432 }] } },
    0.75,
  ],
])('a database is known by %s', (_, extra, confidence) => {
  const [found] = of(workload('store', extra));
  expect(found).toMatchObject({
    entity: 'resource:default/store',
    confidence,
    says: { type: 'database', tags: { engine: 'postgresql' } },
  });
});

test('a pooler on the port of a database, and a client with its settings, are services', () => {
  const found = of(
    workload('pooler', { container: { ports: [{ containerPort: 5432 }] } }),
    workload('client', { env: { POSTGRES_DB: 'x' } }),
  );
  expect(found.map(({ entity }) => entity)).toEqual(['service:default/client', 'service:default/pooler']);
});

test('labels say version, team, system, environment and tier', () => {
  const labels = {
    'app.kubernetes.io/name': 'pricing',
    'app.kubernetes.io/part-of': 'shop',
    'app.kubernetes.io/managed-by': 'Helm',
    'acme.dev/team': 'payments',
    environment: 'prod',
    tier: '1',
    speciality: 'rounding',
  };
  const found = of(
    workload('pricing-v2', { labels, container: { env: [{ name: 'NODE_ENV', value: 'x' }] } }),
  );
  expect(found[0]).toMatchObject({
    entity: 'service:default/pricing',
    says: {
      tier: 1,
      language: 'javascript',
      owners: ['team:default/payments'],
      versions: { prod: '1.2.3' },
      aliases: ['pricing-v2'],
      deployment: 'kubernetes deployment',
      tags: { speciality: 'rounding' },
      relations: [
        { type: 'partOf', to: 'system:default/shop' },
        { type: 'runsIn', to: 'environment:default/prod' },
      ],
    },
  });
  expect(found.slice(1).map(({ entity }) => entity)).toEqual([
    'team:default/payments',
    'system:default/shop',
    'environment:default/prod',
  ]);
});

test('Nightjar’s annotations stand before what is concluded', () => {
  const annotations = {
    'nightjar.dev/owner': 'payments',
    'nightjar.dev/tier': '0',
    'nightjar.dev/entity': 'prices',
  };
  const [found] = of(workload('pricing', { annotations, labels: { team: 'others', tier: '3' } }));
  expect(found).toMatchObject({ entity: 'service:default/prices', says: { tier: 0 } });
  expect(found?.says.owners?.[0]).toBe('team:default/payments');
});

test('a label that web and worker share is the name of neither', () => {
  const found = of(
    workload('shop-web', { labels: { app: 'shop', role: 'web' } }),
    workload('shop-worker', { labels: { app: 'shop', role: 'worker' } }),
  );
  expect(found.map(({ name }) => name)).toEqual(['shop-web', 'shop-worker']);
});

test('a stable and a canary roll-out, and the same in two namespaces, are one', () => {
  const found = of(
    workload('cart', { namespace: 'prod', labels: { version: 'stable' } }),
    workload('cart-canary', { namespace: 'prod', labels: { app: 'cart', version: 'canary' } }),
    workload('cart', { namespace: 'staging' }),
  );
  expect(found.map(({ entity }) => entity)).toEqual(['service:default/cart']);
});

test('an ingress says where a thing is reached', () => {
  const ingress = {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'x' },
    spec: {
      tls: [{ hosts: ['shop.acme.dev'] }],
      rules: [
        {
          host: 'shop.acme.dev',
          http: { paths: [{ path: '/cart', backend: { service: { name: 'cart' } } }] },
        },
      ],
    },
  };
  expect(of(workload('cart'), service('cart'), ingress)[0]?.says.links).toEqual([
    { group: 'entry points', label: 'shop.acme.dev', url: 'https://shop.acme.dev/cart' },
  ]);
});

test('nothing of a secret is looked at, and nothing that a secret holds is asked for', () => {
  const touched = (): never => {
    throw new Error('touched');
  };
  const secret = Object.defineProperties(
    {},
    {
      kind: { value: 'Secret', enumerable: true },
      apiVersion: { value: 'v1', enumerable: true },
      metadata: { get: touched, enumerable: true },
      data: { get: touched, enumerable: true },
    },
  );
  const env = [{ name: 'CART_ADDR', valueFrom: { secretKeyRef: { name: 'cart', key: 'x' } } }];
  expect(neededObject('Secret')).toBe(false);
  expect(claimedIn(of(secret, workload('shop', { container: { env } })))).toEqual([]);
});

test('a broken document of a file is told with its line, and the others are read', () => {
  const text = [
    JSON.stringify(workload('a')),
    'kind: Secret\nstringData: {password: "hunter2"}',
    'kind: Deployment\nmetadata: {name: [}\n  password: hunter2',
    JSON.stringify(workload('b')),
  ].join('\n---\n');
  const { objects, faults } = objectsIn({ path: 'k8s/all.yaml', text });
  expect(describeObjects(objects, { cluster: '' }).map(({ name, line }) => [name, line])).toEqual([
    ['a', 1],
    ['b', 10],
  ]);
  expect(faults).toMatchObject([{ code: 'yaml', place: 'k8s/all.yaml', line: 7 }]);
  expect(JSON.stringify([objects, faults])).not.toContain('hunter2');
});

test('a document that unfolds without measure is refused', () => {
  const text = `a: &a [x, x]\n${['b', 'c', 'd', 'e', 'f', 'g', 'h']
    .map((name, at) => `${name}: &${name} [${`*${'abcdefgh'[at]}, `.repeat(9)}]`)
    .join('\n')}`;
  expect(objectsIn({ path: 'bomb.yaml', text })).toMatchObject({ objects: [], faults: [{ code: 'bomb' }] });
});

test('objects say the same in any order', () => {
  const objects = [
    workload('a', { env: { B_URL: 'http://b' } }),
    workload('b'),
    service('a'),
    service('b'),
    policy('a', ['b']),
  ];
  expect(of(...objects.toReversed())).toEqual(of(...objects));
});
