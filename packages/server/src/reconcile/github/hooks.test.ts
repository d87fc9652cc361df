import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openClient } from '../../discovery/github/client.ts';
import { github as host } from '../../discovery/github/index.ts';
import { github as source } from '../../sources/github/index.ts';
import { enemies, fetchShortly } from '../testing/enemies.ts';
import { githubServer } from '../testing/github-server.ts';
import { reconcileHouse, sentinel } from '../testing/house.ts';
import type { VendorServer } from '../testing/vendor-server.ts';
import { githubHooks } from './hooks.ts';

/** A payload of the source's own fixtures, with a deployment of its own. */
const payload = (deployment: number, at: string) => {
  const body = JSON.parse(
    readFileSync(
      new URL('../../sources/github/fixtures/deployment_status.failure.json', import.meta.url),
      'utf8',
    ),
  );
  body.deployment.id = deployment;
  body.deployment_status.created_at = at;
  return body;
};

let next = 0;
const attempt = (guid: string, status_code: number, delivered_at: string, more: object = {}) => {
  next += 1;
  return {
    id: next,
    guid,
    delivered_at,
    redelivery: false,
    duration: 0.1,
    status: status_code === 0 ? 'failed to connect to host' : 'OK',
    status_code,
    event: 'deployment_status',
    action: 'created',
    payload: payload(next, delivered_at),
    ...more,
  };
};

const deliveries = [
  attempt('g-ok', 202, '2026-03-01T09:00:00Z'),
  attempt('g-lost', 502, '2026-03-01T10:00:00Z'),
  attempt('g-again', 0, '2026-03-01T10:05:00Z'),
  attempt('g-again', 202, '2026-03-01T10:30:00Z', { redelivery: true }),
  attempt('g-star', 502, '2026-03-01T10:40:00Z', { event: 'star', payload: {} }),
  attempt('g-lost-too', 0, '2026-03-01T11:00:00Z'),
];
const ours = { repositories: ['pricing'], hook: 'https://nightjar.example.com/hooks/github', deliveries };

const open = ({ url: api }: VendorServer, token = sentinel) => {
  const options = { token, api, fetch: fetchShortly, patienceSeconds: 5, secondMs: 5 };
  return githubHooks({
    organisation: 'acme',
    host: host('acme', options),
    client: openClient(options),
    everyMs: 300_000,
  });
};

enemies({
  server: () => githubServer(ours),
  reconciler: open,
  reader: source,
  limit: { 'retry-after': '3000' },
});

const lost = ['deploy failed 2026-03-01T10:00:00.000Z', 'deploy failed 2026-03-01T11:00:00.000Z'];

test('deliveries of which no attempt arrived are recorded under their own id', async () => {
  await using server = await githubServer(ours);
  await using it = await reconcileHouse(open(server));
  await it.look();
  expect(await it.told()).toEqual(lost);
  const read = (await it.of('ChangeObserved')).map(({ data }) => (data as { read: unknown }).read);
  expect(read).toMatchObject([{ delivery: 'g-lost' }, { delivery: 'g-lost-too' }]);
});

test('where the organisation has no hook that leads to us, those of its repositories are asked', async () => {
  await using server = await githubServer({
    ...ours,
    hook: null,
    repositoryHooks: { pricing: 'https://nightjar.example.com/hooks/github' },
  });
  await using it = await reconcileHouse(open(server));
  await it.look();
  expect(await it.told()).toEqual(lost);
});

test('hooks that lead elsewhere are none of ours', async () => {
  await using server = await githubServer({ ...ours, hook: 'https://nightjar.example.com/hooks/other' });
  await using it = await reconcileHouse(open(server));
  await it.look();
  expect([await it.facts(), (await it.state())?.state]).toEqual([[], 'fine']);
});

test.each([403, 404])('a token that may not see hooks is refused: %i', async (status) => {
  await using server = await githubServer(ours);
  server.mischief(({ url }) =>
    url?.includes('/hooks') ? (response) => void response.writeHead(status).end('{}') : undefined,
  );
  await using it = await reconcileHouse(open(server));
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'refused', why: 'it does not let its webhooks be seen' });
});

test('thousands of deliveries are paged through, and payloads are fetched a part at a time', async () => {
  const many = Array.from({ length: 320 }, (_, n) =>
    attempt(
      `m-${n}`,
      n % 4 === 0 ? 500 : 202,
      new Date(Date.parse('2026-03-01T01:00:00Z') + n * 60_000).toISOString(),
    ),
  );
  await using server = await githubServer({ ...ours, deliveries: many });
  await using it = await reconcileHouse(open(server));
  await it.look();
  expect([(await it.told()).length, (await it.state())?.state]).toEqual([50, 'behind']);
  it.pass(1);
  await it.look();
  expect([(await it.told()).length, (await it.state())?.state]).toEqual([80, 'fine']);
});
