import { readFile } from 'node:fs/promises';
import { loadAllYaml } from '@kubernetes/client-node';
import { describeCluster } from '@nightjar/descriptors/kubernetes/describe';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { expect, test } from 'vitest';
import type { Found } from '../discoverer.ts';
import { type ClusterOptions, kubernetes } from './index.ts';
import { followed } from './kinds.ts';
import { type FakeCluster, fakeCluster, secretToken } from './testing/cluster.ts';

/** Names alone are enough to see what is reported. */
const describe: ClusterOptions['describe'] = (objects) =>
  objects.map(({ kind, metadata }) => ({
    entity: `${kind.toLowerCase()}:${metadata.namespace}/${metadata.name}`,
    name: metadata.name,
    by: 'kubernetes',
    place: `${kind}/${metadata.name}`,
    says: {},
  }));

/** A discoverer at work on a cluster, and what it tells. */
const looking = async (
  cluster: FakeCluster,
  more: Partial<ClusterOptions> = {},
  reporting = async (): Promise<void> => {},
) => {
  const found: Found[] = [];
  const failures: string[] = [];
  const { logger, logged } = capturedLog();
  const ending = new AbortController();
  const discoverer = kubernetes({
    target: {
      cluster: 'prod',
      environment: 'prod',
      reach: { by: 'kubeconfig', path: cluster.kubeconfig, context: null },
    },
    namespaces: [],
    describe,
    everyMs: 60_000,
    gatherMs: 20,
    answerMs: 300,
    pace: { baseMs: 5, capMs: 20, deniedMs: 40, silenceMs: 200 },
    ...more,
  });
  const running = discoverer.run({
    report: async (it) => {
      found.push(it);
      await reporting();
    },
    unreachable: async (_by, _origin, why) => void failures.push(why),
    reached: async () => {},
    deliver: async () => {},
    recall: async () => undefined,
    keep: async () => {},
    logger,
    signal: ending.signal,
  });
  const names = () =>
    found
      .at(-1)
      ?.descriptions.map(({ entity }) => entity)
      .sort();
  return {
    found,
    failures,
    logged,
    names,
    eventually: (expected: readonly string[]) => expect.poll(names, { timeout: 3000 }).toEqual(expected),
    failing: (pattern: RegExp) =>
      expect.poll(() => failures.at(-1) ?? '', { timeout: 3000 }).toMatch(pattern),
    [Symbol.asyncDispose]: async () => {
      ending.abort(new Error('the test is over'));
      await running;
    },
  };
};

const at = (path: string) => (request: { url?: string | undefined }) =>
  request.url?.startsWith(path) === true;
const deployments = at('/apis/apps/v1/deployments');

test('a cluster is reported once every kind has answered, and again when something changes', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  cluster.put('Service', 'pricing');
  await using looked = await looking(cluster);
  await looked.eventually(['deployment:shop/pricing', 'service:shop/pricing']);
  expect(looked.found).toHaveLength(1);
  expect(looked.found[0]).toMatchObject({ by: 'kubernetes', origin: 'cluster prod', whole: true });
  await expect.poll(cluster.watches).toBe(followed.length);
  cluster.put('CronJob', 'reports');
  await looked.eventually(['cronjob:shop/reports', 'deployment:shop/pricing', 'service:shop/pricing']);
  cluster.remove('Deployment', 'pricing');
  await looked.eventually(['cronjob:shop/reports', 'service:shop/pricing']);
  expect(looked.failures).toEqual([]);
});

test('a list comes in as many pages as the server makes of it', async () => {
  await using cluster = await fakeCluster({ pageSize: 7 });
  for (let n = 0; n < 50; n += 1) cluster.put('Deployment', `d${n}`);
  await using looked = await looking(cluster);
  await expect.poll(() => looked.names()?.length).toBe(50);
});

test('a rollout is one report, and what only its status tells is none', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing', { spec: { replicas: 1 } });
  await using looked = await looking(cluster, { gatherMs: 200 });
  await expect.poll(cluster.watches).toBe(followed.length);
  await looked.eventually(['deployment:shop/pricing']);
  const before = looked.found.length;
  for (let n = 0; n < 200; n += 1) cluster.put('Deployment', 'pricing', { spec: { replicas: n } });
  await expect.poll(() => looked.found.length, { timeout: 3000 }).toBe(before + 1);
  for (let n = 0; n < 200; n += 1)
    cluster.put('Deployment', 'pricing', { spec: { replicas: 199 }, status: { ready: n } });
  cluster.repeat();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(looked.found.length).toBeLessThanOrEqual(before + 2);
});

test('a watch that is cut goes on where it was, by bookmarks too, and lists nothing anew', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  await using looked = await looking(cluster);
  await expect.poll(cluster.watches).toBe(followed.length);
  const bookmarked = cluster.bookmark();
  const from: string[] = [];
  cluster.mischief((_, url) => {
    if (url.searchParams.has('watch')) from.push(url.searchParams.get('resourceVersion') ?? '');
    return undefined;
  });
  // Bytes on their way are lost with a connection that is destroyed.
  await new Promise((resolve) => setTimeout(resolve, 100));
  cluster.asked.length = 0;
  cluster.cut();
  cluster.put('Deployment', 'cart');
  await looked.eventually(['deployment:shop/cart', 'deployment:shop/pricing']);
  expect(new Set(from)).toEqual(new Set([String(bookmarked)]));
  expect(cluster.asked.filter((line) => !line.endsWith('watch'))).toEqual([]);
  expect(looked.failures).toEqual([]);
});

test('a version that the server has forgotten means a new list, and what went meanwhile has gone', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  cluster.put('Deployment', 'cart');
  await using looked = await looking(cluster);
  await looked.eventually(['deployment:shop/cart', 'deployment:shop/pricing']);
  await expect.poll(cluster.watches).toBe(followed.length);
  cluster.mischief((request) => (deployments(request) ? (response) => response.destroy() : undefined));
  cluster.cut();
  cluster.remove('Deployment', 'cart');
  cluster.put('Deployment', 'basket');
  cluster.compact();
  cluster.mischief(() => undefined);
  await looked.eventually(['deployment:shop/basket', 'deployment:shop/pricing']);
});

for (const status of [401, 403, 404])
  test(`a kind that answers ${status} is told, and the others are read`, async () => {
    await using cluster = await fakeCluster();
    cluster.put('Deployment', 'pricing');
    cluster.mischief((request) =>
      at('/apis/batch/')(request) ? (response) => void response.writeHead(status).end('{}') : undefined,
    );
    await using looked = await looking(cluster);
    await looked.eventually(['deployment:shop/pricing']);
    expect(looked.found.at(-1)?.whole).toBe(false);
    await looked.failing(new RegExp(`^cronjobs: it answered ${status}$`));
    cluster.mischief(() => undefined);
    await expect.poll(() => looked.found.at(-1)?.whole, { timeout: 3000 }).toBe(true);
  });

test('ConfigMaps that are not granted are nothing to tell of', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  cluster.mischief((request) =>
    at('/api/v1/configmaps')(request) ? (response) => void response.writeHead(403).end() : undefined,
  );
  await using looked = await looking(cluster);
  await looked.eventually(['deployment:shop/pricing']);
  expect(looked.found[0]?.whole).toBe(true);
  expect(looked.failures).toEqual([]);
});

test('a cluster that goes away is unreachable and never empty', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  await using looked = await looking(cluster);
  await looked.eventually(['deployment:shop/pricing']);
  cluster.mischief(() => (response) => response.destroy());
  cluster.cut();
  await looked.failing(/the connection was cut/);
  expect(looked.found.every(({ descriptions }) => descriptions.length === 1)).toBe(true);
  cluster.mischief(() => undefined);
  const before = looked.found.length;
  await expect.poll(() => looked.found.length, { timeout: 3000 }).toBeGreaterThan(before);
  expect(looked.names()).toEqual(['deployment:shop/pricing']);
});

test('workloads that cannot be listed any longer are not said to be there, nor their services forgotten', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  cluster.put('StatefulSet', 'database');
  cluster.put('Service', 'pricing');
  await using looked = await looking(cluster);
  await looked.eventually(['deployment:shop/pricing', 'service:shop/pricing', 'statefulset:shop/database']);
  cluster.mischief((request) =>
    deployments(request) || at('/api/v1/services')(request)
      ? (response) => void response.writeHead(500).end()
      : undefined,
  );
  cluster.cut();
  await looked.eventually(['service:shop/pricing', 'statefulset:shop/database']);
  expect(looked.found.at(-1)?.whole).toBe(false);
  await looked.failing(/deployments: it answered 500; services: it answered 500/);
});

const lies: [string, (response: import('node:http').ServerResponse) => void, RegExp][] = [
  ['HTML', (it) => void it.end('<html>Sign in</html>'), /is no list of deployments/],
  ['cut JSON', (it) => void it.end('{"items":['), /is no list of deployments/],
  ['another type', (it) => void it.end('{"metadata":{"resourceVersion":"1"},"items":{"a":1}}'), /is no list/],
  ['no version', (it) => void it.end('{"metadata":{},"items":[]}'), /is no list of deployments/],
  [
    'an item without a name',
    (it) => void it.end('{"metadata":{"resourceVersion":"1"},"items":[{"metadata":{}}]}'),
    /holds what is no object/,
  ],
  [
    'pages in a ring',
    (it) => void it.end('{"metadata":{"resourceVersion":"1","continue":"x"},"items":[]}'),
    /goes round in a ring/,
  ],
  ['a redirect', (it) => void it.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(), /answered 302/],
  ['silence', () => {}, /does not answer/],
  ['half an answer', (it) => void it.writeHead(200).write('{"items":['), /fell silent/],
  [
    'half an answer, cut',
    (it) => {
      it.writeHead(200, { 'content-length': '1000' });
      it.write('{"metadata":{"resourceVersion":"1"},"items":[]}', () => it.destroy());
    },
    /was cut/,
  ],
];
for (const [name, lie, pattern] of lies)
  test(`a list that is ${name} is not believed`, async () => {
    await using cluster = await fakeCluster();
    cluster.put('Deployment', 'pricing');
    cluster.put('StatefulSet', 'database');
    cluster.mischief((request) => (deployments(request) ? lie : undefined));
    await using looked = await looking(cluster);
    await looked.failing(pattern);
    expect(looked.names()).toEqual(['statefulset:shop/database']);
    cluster.mischief(() => undefined);
    await looked.eventually(['deployment:shop/pricing', 'statefulset:shop/database']);
  });

test('a watch that sends garbage is left, and what was known stands', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  cluster.mischief((request, url) =>
    deployments(request) && url.searchParams.has('watch')
      ? (response) => void response.end('{"type":"DELETED","object":{"kind":"Pod"}}\n')
      : undefined,
  );
  await using looked = await looking(cluster);
  await looked.failing(/deployments: what it sent is no event/);
  expect(
    looked.found.flatMap(({ descriptions }) => descriptions).every(({ name }) => name === 'pricing'),
  ).toBe(true);
  cluster.mischief(() => undefined);
  cluster.put('Deployment', 'cart');
  await looked.eventually(['deployment:shop/cart', 'deployment:shop/pricing']);
});

test('a watch that ends at once, again and again, is not hammered', async () => {
  await using cluster = await fakeCluster();
  cluster.mischief((_, url) =>
    url.searchParams.has('watch') ? (response) => void response.writeHead(200).end() : undefined,
  );
  await using looked = await looking(cluster, {
    pace: { baseMs: 50, capMs: 400, deniedMs: 40, silenceMs: 200 },
  });
  await looked.eventually([]);
  cluster.asked.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(cluster.asked.length).toBeLessThan(10 * followed.length);
});

test('what happens while a report is on its way is in the next', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  let late = false;
  const report = async () => {
    if (late) return;
    late = true;
    await expect.poll(cluster.watches).toBe(followed.length);
    cluster.put('Deployment', 'cart');
    await new Promise((resolve) => setTimeout(resolve, 100));
  };
  await using looked = await looking(cluster, {}, report);
  await looked.eventually(['deployment:shop/cart', 'deployment:shop/pricing']);
});

test('only the namespaces chosen are asked about', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  cluster.put('Deployment', 'other', {}, 'kube-system');
  await using looked = await looking(cluster, { namespaces: ['shop', 'pay'] });
  await looked.eventually(['deployment:shop/pricing']);
  expect(cluster.asked.every((line) => /\/namespaces\/(shop|pay)\//.test(line))).toBe(true);
});

test('a token that was replaced in the kubeconfig is read anew', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  await cluster.useToken('an-old-one');
  await using looked = await looking(cluster);
  await looked.failing(/it answered 401/);
  expect(looked.found).toEqual([]);
  await cluster.useToken(secretToken);
  await looked.eventually(['deployment:shop/pricing']);
});

test('nothing that is told or logged holds the token, nor what the server said', async () => {
  await using cluster = await fakeCluster();
  cluster.mischief(
    (request) => (response) =>
      void response.writeHead(500, request.headers.authorization).end(request.headers.authorization),
  );
  await using looked = await looking(cluster);
  await looked.failing(/9 kinds: it answered 500/);
  expect(looked.logged() + looked.failures.join()).not.toContain(secretToken);
});

test('a cluster as it is described knows who calls whom, and no value of a variable', async () => {
  await using cluster = await fakeCluster();
  const workload = (name: string, env: readonly object[]) => ({
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: `acme/${name}:v8`, ports: [{ containerPort: 8080 }], env }] },
      },
    },
  });
  const applied = { 'kubectl.kubernetes.io/last-applied-configuration': 'sentinel-of-kubectl' };
  cluster.put('Deployment', 'checkout', {
    metadata: { annotations: applied },
    ...workload('checkout', [
      { name: 'PRICING_ADDR', value: 'pricing:8080' },
      { name: 'DB_PASSWORD', value: 'sentinel-of-env' },
      { name: 'API_TOKEN', valueFrom: { secretKeyRef: { name: 'keys', key: 'token' } } },
    ]),
  });
  cluster.put('Deployment', 'pricing', workload('pricing', []));
  cluster.put('Service', 'pricing', { spec: { selector: { app: 'pricing' }, ports: [{ port: 8080 }] } });
  await using looked = await looking(cluster, { describe: describeCluster });
  await expect.poll(() => looked.found.length).toBe(1);
  const checkout = looked.found[0]?.descriptions.find(({ entity }) => entity === 'service:default/checkout');
  expect(checkout?.says).toMatchObject({ versions: { prod: 'v8' }, tags: { cluster: 'prod' } });
  expect(checkout?.says.relations).toContainEqual({
    type: 'calls',
    to: 'service:default/pricing',
    confidence: 0.9,
    why: 'env PRICING_ADDR',
  });
  expect(JSON.stringify(looked.found)).not.toContain('sentinel');
});

test('the manifest in the docs grants exactly what is asked for, and nothing else is ever asked for', async () => {
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing');
  await using looked = await looking(cluster);
  await looked.eventually(['deployment:shop/pricing']);
  await expect.poll(cluster.watches).toBe(followed.length);
  const text = await readFile(
    new URL('../../../../../docs/discovery/kubernetes.yaml', import.meta.url),
    'utf8',
  );
  const documents = loadAllYaml(text);
  const role = documents.find(({ kind }) => kind === 'ClusterRole');
  const granted = role.rules.flatMap(
    (rule: { apiGroups: string[]; resources: string[]; verbs: string[] }) => {
      expect(rule.verbs).toEqual(['get', 'list', 'watch']);
      return rule.apiGroups.flatMap((group) => rule.resources.map((resource) => `${group}/${resource}`));
    },
  );
  expect(granted.sort()).toEqual(followed.map(({ group, resource }) => `${group}/${resource}`).sort());
  expect(granted).not.toContain('/secrets');
  const asked = cluster.asked.map((line) => {
    const [, path] = /^GET \/(?:api|apis)\/(\S+)/.exec(line) ?? [];
    const parts = path?.split('/') ?? [];
    return parts.length === 2 ? `/${parts[1]}` : `${parts[0]}/${parts[2]}`;
  });
  expect([...new Set(asked)].sort()).toEqual(granted);
});
