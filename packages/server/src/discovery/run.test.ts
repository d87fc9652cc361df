import { sql } from '@nightjar/kernel/database/sql';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { testDoor } from '@nightjar/kernel/testing/door';
import { expect, test } from 'vitest';
import { catalog, catalogIntake } from '../domains/catalog/index.ts';
import { feed } from '../domains/feed/index.ts';
import type { Discoverer, Discovering, Found } from './discoverer.ts';
import { beginDiscovery, discovery } from './run.ts';

type Run = Discoverer['run'];

const discoverer = (name: string, run: Run, everyMs = 60_000): Discoverer => ({ name, everyMs, run });

const sentinel = 'ghp_sentinelOfTheRun00000000000';

/** One process of a house with these discoverers. */
const process = async (url: string, discoverers: readonly Discoverer[]) => {
  const { logger, logged } = capturedLog();
  const parts = { discoverers, catalog: catalogIntake, secrets: [sentinel] };
  const kernel = await openKernel({
    url,
    logger,
    domains: [feed, catalog, discovery(parts)],
    connections: 4,
    graceMs: 5000,
  });
  await kernel.start();
  await beginDiscovery(kernel, parts);
  return { kernel, logged, [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose]() };
};

const until = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

const found = (names: readonly string[], whole = true): Found => ({
  by: 'kubernetes',
  origin: 'cluster prod',
  whole,
  descriptions: names.map((name) => ({
    entity: `service:default/${name}`,
    name,
    by: 'kubernetes',
    place: `Deployment/${name}`,
    says: { deployment: 'kubernetes deployment' },
  })),
});

test('what is found is in the catalog, and how it goes is told', async () => {
  await using database = await testDatabase();
  const run: Run = async ({ report, unreachable, reached }) => {
    await report(found(['pricing', 'cart']));
    await reached('kubernetes', 'cluster prod', 2);
    await unreachable('ecs', 'aws 1 eu', `it said: Bearer ${sentinel}`);
    await reached('repository', 'github.com/acme', 12);
    await report({ ...found(['x']), by: 'backstage', origin: 'github.com/acme/x', descriptions: [] });
  };
  await using house = await process(database.url, [discoverer('all', run)]);
  await using door = await testDoor({}, (http) => void catalog.routes?.(http, house.kernel));
  const ask = async () => {
    const answer = await door.http.inject({
      url: '/api/v1/catalog/discovery',
      headers: { authorization: 'Bearer read' },
    });
    return (answer.json().sources ?? []) as { source: string }[];
  };
  await expect.poll(async () => (await ask()).length, { timeout: 10_000 }).toBe(3);
  const sources = await ask();
  expect(sources).toMatchObject([
    { source: 'ecs:aws 1 eu', by: 'ecs', reachedAt: null, failure: 'it said: Bearer …' },
    { source: 'kubernetes:cluster prod', by: 'kubernetes', failure: null, seen: 2 },
    { source: 'repository:github.com/acme', by: 'repository', failure: null, seen: 12 },
  ]);
  const noted = await database.one(sql`select count(*) as n from nightjar.discovery`);
  expect(noted, 'no row a repository').toEqual({ n: 3 });
  const seen = await database.one<{ n: number }>(
    sql`select count(*) as n from nightjar.sighting where about = ''`,
  );
  expect(seen).toEqual({ n: 2 });
  expect(house.logged()).not.toContain(sentinel);
});

test('an unreachable cluster keeps all that was seen of it', async () => {
  await using database = await testDatabase();
  let looks = 0;
  const run: Run = async ({ report, reached, unreachable }) => {
    looks += 1;
    if (looks === 1) {
      await report(found(['pricing']));
      await reached('kubernetes', 'cluster prod', 1);
    } else await unreachable('kubernetes', 'cluster prod', 'it does not answer');
  };
  await using house = await process(database.url, [discoverer('k', run, 200)]);
  await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(3);
  const row = await database.one(
    sql`select reached_at is not null as reached, failure, seen from nightjar.discovery`,
  );
  expect(row).toEqual({ reached: true, failure: 'it does not answer', seen: 1 });
  const facts = await house.kernel.log.read({ after: 0, limit: 10, types: ['DescriptionWithdrawn'] });
  expect(facts).toEqual([]);
});

test('a discoverer that fails is tried again for ever, its error kept without a secret', async () => {
  await using database = await testDatabase();
  let tries = 0;
  const run: Run = async () => {
    tries += 1;
    if (tries < 3) throw new Error(`GET https://x/?a=${sentinel} failed`);
  };
  await using house = await process(database.url, [discoverer('bad', run)]);
  await expect.poll(() => tries, { timeout: 20_000 }).toBe(3);
  const kept = await database.many(sql`select last_error from nightjar.task_status`);
  expect(JSON.stringify(kept) + house.logged()).not.toContain(sentinel);
}, 30_000);

test('one process at a time watches, another takes over as soon as it stops', async () => {
  await using database = await testDatabase();
  const watching: string[] = [];
  let most = 0;
  let ends = 0;
  const watch =
    (who: string): Run =>
    async ({ signal }) => {
      watching.push(who);
      most = Math.max(most, watching.length - ends);
      await until(signal);
      ends += 1;
    };
  const one = await process(database.url, [discoverer('k', watch('one'))]);
  await expect.poll(() => watching, { timeout: 10_000 }).toEqual(['one']);
  await using _ = await process(database.url, [discoverer('k', watch('other'))]);
  const began = performance.now();
  await one[Symbol.asyncDispose]();
  // The grace is 5 s; what has no end is told at once.
  expect(performance.now() - began).toBeLessThan(4000);
  await expect.poll(() => watching, { timeout: 10_000 }).toEqual(['one', 'other']);
  expect(most).toBe(1);
});

test('what a process is not configured for waits for one that is', async () => {
  await using database = await testDatabase();
  let looks = 0;
  const run: Run = async () => {
    looks += 1;
  };
  const first = await process(database.url, [discoverer('a', run, 100)]);
  await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(1);
  await first[Symbol.asyncDispose]();
  const before = looks;
  await using _ = await process(database.url, []);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(looks).toBe(before);
  await using third = await process(database.url, [discoverer('a', run, 100)]);
  await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(before + 1);
  const rows = await third.kernel.database.many(sql`select from nightjar.task where topic = 'discovery.a'`);
  expect(rows.length).toBeLessThanOrEqual(2);
});

test('what a discoverer keeps is there at the next look, and is its own', async () => {
  await using database = await testDatabase();
  const recalled: unknown[] = [];
  const run =
    (name: string): Run =>
    async ({ recall, keep }: Discovering) => {
      recalled.push([name, await recall('etag')]);
      await keep('etag', { of: name });
    };
  await using _ = await process(database.url, [
    discoverer('a', run('a'), 300),
    discoverer('b', run('b'), 300),
  ]);
  await expect.poll(() => recalled.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(4);
  expect(recalled).toContainEqual(['a', undefined]);
  expect(recalled).toContainEqual(['b', undefined]);
  expect(recalled).toContainEqual(['a', { of: 'a' }]);
  expect(recalled).not.toContainEqual(['a', { of: 'b' }]);
});
