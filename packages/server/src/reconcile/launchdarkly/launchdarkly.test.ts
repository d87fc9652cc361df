import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { restClient } from '../../discovery/rest-client.ts';
import { launchdarkly as reader } from '../../sources/launchdarkly/index.ts';
import { enemies, fetchShortly } from '../testing/enemies.ts';
import { reconcileHouse, sentinel } from '../testing/house.ts';
import { meets } from '../testing/meets.ts';
import { instead, type VendorServer, vendorServer } from '../testing/vendor-server.ts';
import { launchdarkly } from './index.ts';

const fixture = JSON.parse(
  readFileSync(new URL('../../sources/launchdarkly/fixtures/flag.on.json', import.meta.url), 'utf8'),
) as { readonly body: Entry };

type Entry = {
  readonly _id: unknown;
  readonly date: unknown;
  readonly kind?: string;
  readonly name?: string;
  readonly accesses?: readonly object[];
};

const noon = Date.parse('2026-03-01T12:00:00.000Z');

/** launchdarkly.com/docs/api/audit-log/get-audit-log-entries: newest first, at most 20, `after` and `before` in milliseconds. */
const auditLog = (entries: readonly Entry[]) =>
  vendorServer(
    ({ headers }) => headers.authorization === sentinel,
    ({ pathname, searchParams }) => {
      if (pathname !== '/api/v2/auditlog') return { status: 404, body: {} };
      const [after, before] = ['after', 'before'].map((name) => Number(searchParams.get(name)));
      const items = entries
        .filter(({ date }) => typeof date !== 'number' || (date > (after ?? 0) && date < (before ?? 0)))
        .sort((a, b) => Number(b.date) - Number(a.date))
        .slice(0, Math.min(20, Number(searchParams.get('limit') ?? 10)));
      return { body: { items, _links: { self: { href: pathname } } } };
    },
  );

const open = (server: VendorServer, token = sentinel) =>
  launchdarkly({
    url: server.url,
    client: restClient({
      base: server.url,
      headers: { authorization: token },
      fetch: fetchShortly,
      patienceSeconds: 5,
      secondMs: 5,
    }),
    everyMs: 300_000,
  });

const flag = (n: number, date: number): Entry => ({
  _id: `e${n}`,
  date,
  kind: 'flag',
  name: `flag-${n}`,
  accesses: [{ action: 'updateOn', resource: `proj/shop:env/production:flag/flag-${n}` }],
});

enemies({
  server: () => auditLog([flag(1, noon - 3_600_000), { _id: 7, date: 'x' }]),
  reconciler: open,
  reader,
  limit: { 'x-ratelimit-reset': String(Date.now() + 3_000_000) },
});

meets({
  server: () => auditLog([fixture.body]),
  reconciler: open,
  reader,
  sent: ['flag.on'],
});

test('a day of entries comes in their order, each once', async () => {
  const many = Array.from({ length: 130 }, (_, n) => flag(n, noon - 23 * 3_600_000 + n * 600_000));
  await using server = await auditLog(many);
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  expect(await it.told()).toEqual(
    many.map(({ date }) => `flag finished ${new Date(Number(date)).toISOString()}`),
  );
  expect(await it.state()).toMatchObject({ state: 'fine' });
});

test('more than a look may hold is read from its beginning, until the end is reached', async () => {
  const many = Array.from({ length: 700 }, (_, n) => flag(n, noon - 20 * 3_600_000 + n * 60_000));
  await using server = await auditLog(many);
  await using it = await reconcileHouse(open(server), { reader });
  for (let looks = 0; looks < 12 && (await it.state())?.state !== 'fine'; looks += 1) {
    await it.look();
    it.pass(1);
  }
  const told = await it.told();
  expect(told).toHaveLength(700);
  expect(told).toEqual([...told].sort());
});

test('twenty entries of one millisecond and more are a page, and no ring', async () => {
  const at = noon - 3_600_000;
  await using server = await auditLog(
    Array.from({ length: 45 }, (_, n) => flag(n, n < 22 ? at : at - 1000 - n)),
  );
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  expect((await it.told()).length).toBeGreaterThanOrEqual(43);
  expect(server.asked.length).toBeLessThan(10);
});

test('pages that never end are a lie', async () => {
  await using server = await auditLog([]);
  server.mischief(
    instead(200, JSON.stringify({ items: Array.from({ length: 20 }, (_, n) => flag(n, noon - 3_600_000)) })),
  );
  await using it = await reconcileHouse(open(server), { reader });
  await it.look();
  expect(await it.state()).toMatchObject({ state: 'unreachable', why: expect.stringContaining('in a ring') });
  expect(server.asked.length).toBeLessThan(6);
});
