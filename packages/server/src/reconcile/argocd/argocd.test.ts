import { expect, test } from 'vitest';
import { restClient } from '../../discovery/rest-client.ts';
import { argocd as reader } from '../../sources/argocd/index.ts';
import { enemies, fetchShortly } from '../testing/enemies.ts';
import { reconcileHouse, sentinel } from '../testing/house.ts';
import { meets } from '../testing/meets.ts';
import { type VendorServer, vendorServer } from '../testing/vendor-server.ts';
import { syncsOf } from './body.ts';
import { argocd } from './index.ts';

/** As the API of Argo CD answers: argoproj.github.io/argo-cd, `v1alpha1.Application`. */
const application = (operation: object = {}, history: readonly object[] = []) => ({
  metadata: { name: 'pricing', namespace: 'argocd', uid: 'u-1' },
  spec: {
    project: 'money',
    source: { repoURL: 'https://github.com/acme/deploys' },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
  },
  status: {
    health: { status: 'Healthy' },
    summary: { images: ['ghcr.io/acme/pricing:v812'] },
    history: [
      {
        id: 7,
        revision: 'a'.repeat(40),
        deployStartedAt: '2026-03-01T09:00:00Z',
        deployedAt: '2026-03-01T09:01:00Z',
        initiatedBy: { automated: true },
      },
      {
        id: 8,
        revision: 'b'.repeat(40),
        deployStartedAt: '2026-03-01T10:00:00Z',
        deployedAt: '2026-03-01T10:02:00Z',
        initiatedBy: { username: 'ada' },
      },
      ...history,
    ],
    operationState: {
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      startedAt: '2026-03-01T10:00:00Z',
      finishedAt: '2026-03-01T10:02:00Z',
      operation: { initiatedBy: { username: 'ada' }, sync: { revision: 'b'.repeat(40) } },
      syncResult: { revision: 'b'.repeat(40) },
      ...operation,
    },
  },
});

const applications = (items: readonly unknown[] | null) =>
  vendorServer(
    ({ headers }) => headers.authorization === `Bearer ${sentinel}`,
    ({ pathname }) =>
      pathname === '/api/v1/applications' ? { body: { metadata: {}, items } } : { status: 404, body: {} },
  );

const open = (server: VendorServer, token = sentinel) =>
  argocd({
    url: server.url,
    client: restClient({
      base: server.url,
      headers: { authorization: `Bearer ${token}` },
      fetch: fetchShortly,
      patienceSeconds: 5,
      secondMs: 5,
    }),
    everyMs: 300_000,
  });

enemies({
  server: () => applications([application(), null, { metadata: {} }, { metadata: { name: 'x' }, status: 7 }]),
  reconciler: open,
  reader,
  limit: { 'retry-after': '3000' },
});

/** The sync of the fixture, as the API tells of it. */
const fixed = (health: string) => ({
  metadata: { name: 'pricing', namespace: 'argocd', uid: '5c1b7c1e-7a51-4a86-9f34-0c6c3f2f9d11' },
  spec: {
    project: 'shop',
    source: { repoURL: 'https://github.com/acme/deploy.git' },
    destination: { name: 'production', namespace: 'pricing' },
  },
  status: {
    health: { status: health },
    summary: { images: ['registry.acme.example/shop/pricing:v812'] },
    history: [
      {
        id: 1,
        revision: '8d5f0a1c2b3e4f5061728394a5b6c7d8e9f00112',
        deployStartedAt: '2026-03-01T02:44:31Z',
        deployedAt: '2026-03-01T02:45:02Z',
      },
    ],
    operationState: {
      phase: 'Succeeded',
      startedAt: '2026-03-01T02:44:31Z',
      finishedAt: '2026-03-01T02:45:02Z',
      operation: { initiatedBy: { automated: true } },
      syncResult: { revision: '8d5f0a1c2b3e4f5061728394a5b6c7d8e9f00112' },
    },
  },
});

meets({
  server: () => applications([fixed('Healthy')]),
  reconciler: open,
  reader,
  sent: ['sync.running', 'sync.applied', 'sync.healthy'],
});

test('a rollout that goes on is told as one, and its end when it has come', async () => {
  const recent = (health: string) => {
    const it = fixed(health);
    const [startedAt, finishedAt] = ['2026-03-01T11:50:00Z', '2026-03-01T11:50:20Z'];
    return {
      ...it,
      status: {
        ...it.status,
        history: [],
        operationState: { ...it.status.operationState, startedAt, finishedAt },
      },
    };
  };
  let health = 'Progressing';
  await using server = await vendorServer(
    () => true,
    () => ({ body: { items: [recent(health)] } }),
  );
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  expect(await it.told()).toEqual(['deploy progressed 2026-03-01T11:50:20.000Z']);
  it.pass(25);
  await it.look();
  health = 'Healthy';
  it.pass(5);
  await it.look();
  it.pass(5);
  await it.look();
  expect(await it.told()).toEqual([
    'deploy progressed 2026-03-01T11:50:20.000Z',
    'deploy finished 2026-03-01T11:50:20.000Z',
  ]);
});

test('what broke hours after its sync was not broken by it', async () => {
  await using server = await applications([fixed('Degraded')]);
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  expect(await it.told()).toEqual(['deploy finished 2026-03-01T02:45:02.000Z']);
});

test('each sync of the past is told once, and the one that is shown as it stands', async () => {
  await using server = await applications([
    application({
      phase: 'Failed',
      startedAt: '2026-03-01T11:00:00Z',
      finishedAt: '2026-03-01T11:05:00Z',
    }),
  ]);
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  it.pass(5);
  await it.look();
  expect(await it.told()).toEqual([
    'deploy finished 2026-03-01T09:01:00.000Z',
    'deploy finished 2026-03-01T10:02:00.000Z',
    'deploy failed 2026-03-01T11:05:00.000Z',
  ]);
});

test('the newest of the history and the operation that made it are one', () => {
  const base = new URL('https://argocd.example.com');
  expect(syncsOf(application(), base, new Date('2026-03-01T12:00:00Z')).map(({ body }) => body)).toEqual([
    {
      app: 'pricing',
      namespace: 'argocd',
      uid: 'u-1',
      project: 'money',
      destination: { server: 'https://kubernetes.default.svc', namespace: 'shop' },
      repository: 'https://github.com/acme/deploys',
      revision: 'a'.repeat(40),
      phase: 'Succeeded',
      message: null,
      startedAt: '2026-03-01T09:00:00.000Z',
      finishedAt: '2026-03-01T09:01:00.000Z',
      initiatedBy: { automated: true },
      health: null,
      summary: null,
      argocdUrl: 'https://argocd.example.com',
      sentAt: null,
    },
    expect.objectContaining({
      revision: 'b'.repeat(40),
      phase: 'Succeeded',
      message: 'successfully synced (all tasks run)',
      initiatedBy: { username: 'ada' },
      health: 'Healthy',
      summary: { images: ['ghcr.io/acme/pricing:v812'] },
    }),
  ]);
});

test('an Argo CD without applications is no trouble', async () => {
  await using server = await applications(null);
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'fine' });
});
