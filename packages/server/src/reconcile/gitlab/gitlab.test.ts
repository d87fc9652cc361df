import { expect, test } from 'vitest';
import { openClient } from '../../discovery/gitlab/client.ts';
import { gitlab as host } from '../../discovery/gitlab/index.ts';
import { gitlab as reader } from '../../sources/gitlab/index.ts';
import { enemies, fetchShortly } from '../testing/enemies.ts';
import { reconcileHouse, sentinel } from '../testing/house.ts';
import { meets } from '../testing/meets.ts';
import { type VendorServer, vendorServer } from '../testing/vendor-server.ts';
import { gitlab } from './index.ts';

type Deployment = { readonly id: number; readonly status: string; readonly updated_at: string };

const deployment = (id: number, status: string, updated_at: string, started_at?: string) => ({
  id,
  iid: id,
  status,
  ref: 'main',
  sha: 'a91957a858320c0e17f3a0eca7cfacbff50ea29a',
  created_at: '2026-03-01T09:59:00.000Z',
  updated_at,
  user: { id: 1, name: 'Ada', username: 'ada', web_url: 'https://gitlab.com/ada' },
  environment: { id: 9, name: 'production', external_url: 'https://shop.example.com' },
  deployable: { id: 664, name: 'deploy', started_at, commit: { title: 'Round VAT' } },
});

/** docs.gitlab.com/api: projects of a group, deployments of a project by `updated_at`. */
const server = (deployments: Readonly<Record<string, readonly Deployment[]>>) =>
  vendorServer(
    ({ headers }) => headers['private-token'] === sentinel,
    ({ pathname, searchParams: asked }) => {
      if (pathname === '/api/v4/groups/acme/projects')
        return {
          body: Object.keys(deployments).map((id) => ({
            id: Number(id),
            path_with_namespace: `acme/p${id}`,
            web_url: `https://gitlab.com/acme/p${id}`,
            default_branch: 'main',
            last_activity_at: '2026-03-01T09:00:00Z',
          })),
        };
      const [, id] = /^\/api\/v4\/projects\/(\d+)\/deployments$/.exec(pathname) ?? [];
      const all = id === undefined ? undefined : deployments[id];
      if (all === undefined) return { status: 404, body: {} };
      const [after, before] = ['updated_after', 'updated_before'].map((it) =>
        Date.parse(asked.get(it) ?? ''),
      );
      const page = Number(asked.get('page'));
      const fit = all.filter(
        ({ updated_at: at }) => Date.parse(at) > (after ?? 0) && Date.parse(at) <= (before ?? 0),
      );
      return {
        body: fit.slice((page - 1) * 100, page * 100),
        headers: { 'x-next-page': fit.length > page * 100 ? String(page + 1) : '' },
      };
    },
  );

const open = ({ url }: VendorServer, token = sentinel) => {
  const options = { token, url, fetch: fetchShortly, patienceSeconds: 5, secondMs: 5 };
  return gitlab({ host: host('acme', options), client: openClient(options), everyMs: 300_000 });
};

const some = {
  1: [deployment(41, 'success', '2026-03-01T10:03:00.000Z', '2026-03-01T10:00:00.000Z')],
  2: [deployment(42, 'running', '2026-03-01T11:00:00.000Z'), { id: 43, status: 'failed', updated_at: 'x' }],
};

enemies({
  server: () => server(some),
  reconciler: open,
  reader,
  limit: { 'ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3000) },
});

meets({
  server: () =>
    vendorServer(
      () => true,
      ({ pathname }) =>
        pathname.endsWith('/projects')
          ? {
              body: [
                {
                  id: 30,
                  path_with_namespace: 'money/pricing',
                  web_url: 'https://gitlab.example.com/money/pricing',
                  default_branch: 'main',
                  last_activity_at: '2026-03-01T09:00:00Z',
                },
              ],
            }
          : {
              body: [
                {
                  ...deployment(15, 'success', '2026-03-01T01:47:31.402Z', '2026-03-01T01:45:58.120Z'),
                  sha: '279484c09fbe69ededfced8c1bb6e6d24616b468',
                },
              ],
            },
    ),
  reconciler: open,
  reader,
  sent: ['deployment.running', 'deployment.success'],
});

test('what has ended has also begun', async () => {
  await using vendor = await server(some);
  await using it = await reconcileHouse(open(vendor), { reader });
  await it.look();
  expect(await it.told()).toEqual([
    'deploy started 2026-03-01T10:00:00.000Z',
    'deploy finished 2026-03-01T10:03:00.000Z',
    'deploy started 2026-03-01T11:00:00.000Z',
  ]);
  const { rows } = { rows: await it.of('SourceReconciled') };
  expect(rows[0]?.data).toMatchObject({ origin: `${vendor.url.host}/acme`, found: 3 });
});

test('a project that may not be read is passed over; where none may, that is told', async () => {
  await using vendor = await server(some);
  vendor.mischief(({ url }) =>
    url?.includes('/projects/1/') ? (response) => void response.writeHead(403).end('{}') : undefined,
  );
  await using it = await reconcileHouse(open(vendor), { reader });
  await it.look();
  expect([await it.told(), (await it.state())?.state]).toEqual([
    ['deploy started 2026-03-01T11:00:00.000Z'],
    'fine',
  ]);
  vendor.mischief(({ url }) =>
    url?.includes('/deployments') ? (response) => void response.writeHead(403).end('{}') : undefined,
  );
  it.pass(5);
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'refused', why: 'it answered 403' });
});

test('pages that never end are a lie', async () => {
  await using vendor = await server(some);
  vendor.mischief(({ url }) =>
    url?.includes('/deployments')
      ? (response) => void response.writeHead(200, { 'x-next-page': '2' }).end(JSON.stringify(some[1]))
      : undefined,
  );
  await using it = await reconcileHouse(open(vendor), { reader });
  for (const _ of [1, 2, 3]) {
    await it.look();
    it.pass(1);
  }
  expect(await it.state()).toMatchObject({ state: 'unreachable', why: 'what it answers leads nowhere' });
  expect(vendor.asked.length).toBeLessThan(70);
});
