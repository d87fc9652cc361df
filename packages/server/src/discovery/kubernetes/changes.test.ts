import { sql } from '@nightjar/kernel/database/sql';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { catalog, catalogIntake } from '../../domains/catalog/index.ts';
import type { ChangeObserved } from '../../domains/feed/events.ts';
import { plainDesk } from '../../sources/desk.ts';
import { kubernetes as reader } from '../../sources/kubernetes/index.ts';
import { configMap, deployment, done, rolling } from '../../sources/kubernetes/testing/objects.ts';
import { watchChanges } from '../../sources/kubernetes/watch-changes.ts';
import { recordSeen } from '../../sources/seen-by-itself.ts';
import { beginDiscovery, discovery } from '../run.ts';
import { kubernetes } from './index.ts';
import { type FakeCluster, fakeCluster } from './testing/cluster.ts';

/** A process of Nightjar that watches the cluster. */
const nightjar = async (url: string, cluster: FakeCluster, namespaces: readonly string[] = []) => {
  const { logger, logged } = capturedLog();
  const discoverer = kubernetes({
    target: {
      cluster: 'eu-1',
      environment: 'production',
      reach: { by: 'kubeconfig', path: cluster.kubeconfig, context: null },
    },
    namespaces,
    describe: () => [],
    everyMs: 60_000,
    gatherMs: 20,
    pace: { baseMs: 5, capMs: 20, deniedMs: 40, silenceMs: 2000 },
    witness: ({ deliver, recall, keep }) =>
      watchChanges(
        { cluster: 'eu-1', environment: 'production' },
        { deliver: (it) => deliver('kubernetes', it), recall, keep, now: () => new Date(), gatherMs: 10 },
      ),
  });
  const parts = {
    discoverers: [discoverer],
    catalog: catalogIntake,
    deliver: recordSeen([reader], () => plainDesk({})),
  };
  const kernel = await openKernel({ url, logger, domains: [catalog, discovery(parts)], connections: 4 });
  await kernel.start();
  await beginDiscovery(kernel, parts);
  const told = async () =>
    (await kernel.log.read({ after: 0, limit: 1000, types: ['ChangeObserved'] })).map(({ data }) => {
      const { phase, title } = (data as ChangeObserved['data']).observation;
      return `${phase}: ${title}`;
    });
  return {
    told,
    logged,
    /** What is kept of what was seen: how many objects of each kind. */
    kept: async () =>
      Object.fromEntries(
        (
          await kernel.database.many<{ name: string; n: number }>(
            sql`select name, jsonb_array_length(value) as n from nightjar.kept where name like 'seen %'`,
          )
        ).map(({ name, n }) => [name, n]),
      ),
    eventually: (expected: readonly string[]) => expect.poll(told, { timeout: 10_000 }).toEqual(expected),
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
};

const v812 = { image: 'acme/pricing:v812', generation: 2 };
const [started, finished] = ['started', 'finished'].map(
  (it) => `${it}: Deploy pricing v812 to production`,
) as [string, string];

test('a rollout that is watched is told as it goes; what stood before is not told', async () => {
  await using database = await testDatabase();
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing', deployment());
  cluster.put('ConfigMap', 'pricing-config', configMap({ LEVEL: 'info' }));
  await using it = await nightjar(database.url, cluster);
  await expect
    .poll(it.kept, { timeout: 10_000 })
    .toMatchObject({ 'seen Deployment': 1, 'seen ConfigMap': 1 });
  expect(await it.told()).toEqual([]);
  cluster.put('Deployment', 'pricing', deployment({ ...v812, status: done(1) }));
  await it.eventually([started]);
  for (const fresh of [1, 2])
    cluster.put('Deployment', 'pricing', deployment({ ...v812, status: rolling(2, fresh) }));
  cluster.put('Deployment', 'pricing', deployment({ ...v812, status: done(2) }));
  await it.eventually([started, finished]);
  cluster.repeat();
  cluster.put('ConfigMap', 'pricing-config', configMap({ LEVEL: 'debug' }, '2026-03-01T11:00:00Z'));
  await it.eventually([started, finished, 'finished: Change configuration pricing-config in production']);
  cluster.remove('Deployment', 'pricing');
  await expect.poll(async () => (await it.told()).at(-1)).toBe('finished: Remove pricing from production');
}, 30_000);

test('a restart of Nightjar tells no rollout twice, and misses none', async () => {
  await using database = await testDatabase();
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing', deployment());
  const first = await nightjar(database.url, cluster);
  await expect.poll(first.kept, { timeout: 10_000 }).toMatchObject({ 'seen Deployment': 1 });
  cluster.put('Deployment', 'pricing', deployment({ ...v812, status: rolling(2, 1) }));
  await first.eventually([started]);
  await first[Symbol.asyncDispose]();
  // While it was away the rollout ended, and another came and went.
  cluster.put('Deployment', 'pricing', deployment({ ...v812, status: done(2) }));
  cluster.put('Deployment', 'cart', {
    ...deployment({ generation: 1, image: 'acme/cart:v1' }),
    metadata: { uid: 'cart', generation: 1 },
  });
  await using second = await nightjar(database.url, cluster);
  const all = [
    started,
    finished,
    'started: Deploy cart v1 to production',
    'finished: Deploy cart v1 to production',
  ];
  await expect.poll(async () => (await second.told()).sort(), { timeout: 10_000 }).toEqual([...all].sort());
  await second[Symbol.asyncDispose]();
  await using third = await nightjar(database.url, cluster);
  await expect.poll(() => cluster.watches(), { timeout: 10_000 }).toBeGreaterThan(3);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await third.told()).sort()).toEqual([...all].sort());
}, 40_000);

test('what was recorded and not kept is not told twice', async () => {
  await using database = await testDatabase();
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing', deployment());
  const first = await nightjar(database.url, cluster);
  await expect.poll(first.kept, { timeout: 10_000 }).toMatchObject({ 'seen Deployment': 1 });
  const before = await database.many<{ name: string; value: unknown }>(
    sql`select name, value from nightjar.kept`,
  );
  cluster.put('Deployment', 'pricing', deployment({ ...v812, status: rolling(2, 1) }));
  await first.eventually([started]);
  await first[Symbol.asyncDispose]();
  // As where the process was killed between the two.
  for (const { name, value } of before)
    await database.run(
      sql`update nightjar.kept set value = ${JSON.stringify(value)}::jsonb where name = ${name}`,
    );
  await using second = await nightjar(database.url, cluster);
  cluster.put('Deployment', 'pricing', deployment({ ...v812, status: done(2) }));
  await second.eventually([started, finished]);
}, 30_000);

test('namespaces are known apart: the second that is listed is no news', async () => {
  await using database = await testDatabase();
  await using cluster = await fakeCluster();
  cluster.put('Deployment', 'pricing', deployment(), 'shop');
  cluster.put('Deployment', 'cart', { ...deployment(), metadata: { uid: 'c', namespace: 'other' } }, 'other');
  await using it = await nightjar(database.url, cluster, ['shop', 'other']);
  await expect
    .poll(it.kept, { timeout: 10_000 })
    .toMatchObject({ 'seen Deployment in shop': 1, 'seen Deployment in other': 1 });
  expect(await it.told()).toEqual([]);
}, 30_000);

test('no secret is asked for, and none of a ConfigMap is kept', async () => {
  await using database = await testDatabase();
  await using cluster = await fakeCluster();
  cluster.put('ConfigMap', 'pricing-config', configMap({ DB_PASSWORD: 'hunter2-hunter2' }));
  await using it = await nightjar(database.url, cluster);
  await expect.poll(it.kept, { timeout: 10_000 }).toMatchObject({ 'seen ConfigMap': 1 });
  cluster.put(
    'ConfigMap',
    'pricing-config',
    configMap({ DB_PASSWORD: 'sesame-sesame' }, '2026-03-01T11:00:00Z'),
  );
  await it.eventually(['finished: Change configuration pricing-config in production']);
  const [facts, kept] = [
    await database.many(sql`select data from nightjar.event`),
    await database.many(sql`select value from nightjar.kept`),
  ];
  expect(JSON.stringify([facts, kept]) + it.logged()).not.toMatch(/hunter2|sesame/);
  expect(JSON.stringify(facts)).toContain('Changed: DB_PASSWORD.');
  expect(cluster.asked.filter((path) => /secrets|pods/.test(path))).toEqual([]);
}, 30_000);
