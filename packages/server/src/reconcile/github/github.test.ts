import { expect, test } from 'vitest';
import { asSaid } from '../../change/located.ts';
import { openClient } from '../../discovery/github/client.ts';
import { github as host } from '../../discovery/github/index.ts';
import { github as source } from '../../sources/github/index.ts';
import { recordDelivery } from '../../sources/record.ts';
import { enemies, fetchShortly } from '../testing/enemies.ts';
import { githubServer } from '../testing/github-server.ts';
import { reconcileHouse, sentinel } from '../testing/house.ts';
import type { VendorServer } from '../testing/vendor-server.ts';
import { github } from './index.ts';

const ada = { login: 'ada', type: 'User' };
const deployment = (id: number, created_at: string, updated_at = created_at) => ({
  id,
  sha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
  ref: 'v1.2',
  task: 'deploy',
  environment: 'production',
  creator: ada,
  created_at,
  updated_at,
});
const status = (id: number, state: string, created_at: string) => ({ id, state, created_at, creator: ada });

const acme = {
  repositories: ['pricing', 'cart'],
  deployments: {
    pricing: [
      deployment(7, '2026-03-01T10:00:00Z', '2026-03-01T10:04:00Z'),
      { id: 'x', created_at: 4 } as object as ReturnType<typeof deployment>,
    ],
  },
  statuses: {
    7: [
      status(72, 'success', '2026-03-01T10:04:00Z'),
      status(71, 'in_progress', '2026-03-01T10:01:00Z'),
      status(70, 'an odd one', '2026-03-01T10:00:30Z'),
    ],
  },
  releases: {
    cart: [
      { id: 3, tag_name: 'v3', published_at: '2026-03-01T11:00:00Z', author: ada },
      { id: 4, tag_name: 'v4', published_at: null, draft: true, author: ada },
    ],
  },
};

const open = ({ url: api }: VendorServer, token = sentinel) => {
  const options = { token, api, fetch: fetchShortly, patienceSeconds: 5, secondMs: 5 };
  return github({ host: host('acme', options), client: openClient(options), everyMs: 300_000 });
};

enemies({
  server: () => githubServer(acme),
  reconciler: open,
  reader: source,
  limit: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3000) },
});

const lines = [
  'deploy planned 2026-03-01T10:00:00.000Z',
  'deploy started 2026-03-01T10:01:00.000Z',
  'deploy finished 2026-03-01T10:04:00.000Z',
  'other finished 2026-03-01T11:00:00.000Z',
];

test('deployments, their states and releases are found, and asking again costs nothing', async () => {
  await using server = await githubServer(acme);
  await using it = await reconcileHouse(open(server));
  await it.look();
  expect(await it.told()).toEqual(lines);
  const streams = new Set((await it.of('ChangeObserved')).map(({ stream }) => stream));
  expect(streams.size, 'a deployment and its states are one change').toBe(2);
  const before = server.full();
  it.pass(5);
  await it.look();
  expect(await it.told()).toEqual(lines);
  expect(server.full() - before, 'all was answered with 304').toBe(0);
});

test('what the webhook told already adds no fact', async () => {
  await using server = await githubServer(acme);
  await using it = await reconcileHouse(open(server));
  const repository = {
    name: 'pricing',
    full_name: 'acme/pricing',
    html_url: 'https://github.com/acme/pricing',
    default_branch: 'main',
  };
  const body = {
    action: 'created',
    deployment_status: acme.statuses[7][1],
    deployment: acme.deployments.pricing[0],
    repository,
    sender: ada,
  };
  await recordDelivery(
    it.kernel.log,
    source,
    {
      org: 1,
      delivery: '0b989ba4-242f-11e5-81e1-c7b6966d2516',
      event: 'deployment_status',
      receivedAt: new Date('2026-03-01T10:01:01Z'),
      value: body,
      raw: { headers: {}, body: Buffer.from(JSON.stringify(body)) },
      hash: 'h',
      actor: 'source:github',
    },
    asSaid,
  );
  await it.look();
  expect((await it.told()).sort()).toEqual([...lines].sort());
  const [first, ...others] = await it.of('ChangeObserved');
  expect(new Set(others.slice(0, 2).map(({ stream }) => stream))).toEqual(new Set([first?.stream]));
});

test('an answer that holds what happened just now is asked for again', async () => {
  await using server = await githubServer({
    repositories: ['pricing'],
    deployments: { pricing: [deployment(8, '2026-03-01T11:59:30Z')] },
  });
  await using it = await reconcileHouse(open(server));
  await it.look();
  expect(await it.told()).toEqual([]);
  it.pass(5);
  await it.look();
  expect(await it.told()).toEqual(['deploy planned 2026-03-01T11:59:30.000Z']);
});

test('a repository that has vanished is passed over', async () => {
  await using server = await githubServer(acme);
  server.mischief(({ url }) =>
    url?.startsWith('/repos/acme/pricing/')
      ? (response) => void response.writeHead(404).end('{}')
      : undefined,
  );
  await using it = await reconcileHouse(open(server));
  await it.look();
  expect([await it.told(), (await it.state())?.state]).toEqual([lines.slice(3), 'fine']);
});
