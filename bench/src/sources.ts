import pg from 'pg';
import { Pool } from 'undici';
import type { Bench } from './bench.ts';
import { freshDatabase } from './fresh-database.ts';
import { type ServerUnderTest, startServer } from './server/start.ts';
import { type Arriving, allDeliveries, secret } from './sources/deliveries.ts';
import { mappedPerSecond } from './sources/mapped.ts';

/** Requests on their way at once. */
const senders = 32;

const deliver = async (pool: Pool, { source, headers, body }: Arriving): Promise<string> => {
  const given = Object.fromEntries(
    Object.entries(headers).flatMap(([name, it]) => (it === undefined ? [] : [[name, it]])),
  );
  const answer = await pool.request({
    path: `/hooks/${source.name}`,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...given },
    body,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 202)
    throw new Error(`A delivery was answered ${answer.statusCode}: ${text.slice(0, 300)}`);
  return (JSON.parse(text) as { status: string }).status;
};

/** Delivers the n-th of `count` by turns of the list; answers how many of each status. */
const storm = async (
  pool: Pool,
  all: readonly Arriving[],
  count: number,
): Promise<Record<string, number>> => {
  const statuses: Record<string, number> = {};
  let next = 0;
  const sender = async (): Promise<void> => {
    for (let nth = next++; nth < count; nth = next++) {
      const one = all[nth % all.length];
      if (one === undefined) return;
      const status = await deliver(pool, one);
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return statuses;
};

const linesOf = async ({ address, token }: ServerUnderTest): Promise<number> => {
  const ask = new URL('/api/v1/changes?limit=200&consistency=strong', address);
  const answer = await fetch(ask, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { changes: unknown[] }).changes.length;
};

export const bench: Bench = {
  name: 'sources',
  what: 'deliveries of every sender read on one core, proof included; then a redelivery storm over HTTP; size = redeliveries',
  sizes: { full: 100_000, quick: 5_000 },
  targets: { deliveriesPerSecond: '>=10000', stormFacts: '=0', stormLines: '=0', stormOther: '=0' },
  run: async ({ url, size, say }) => {
    const all = await allDeliveries();
    const bySource = Map.groupBy(all, ({ source }) => source.name);
    const bytes = all.reduce((sum, { body }) => sum + body.length, 0) / all.length;
    say(`  ${all.length} deliveries of ${bySource.size} senders, ${Math.round(bytes)} bytes on average`);
    // Twice: what is measured is code that runs all day.
    mappedPerSecond(all, 2);
    const deliveriesPerSecond = mappedPerSecond(all, 10);
    const alone = [...bySource].map(([name, own]) => ({ name, rate: mappedPerSecond(own, 0.3) }));
    const [slowest] = alone.sort((a, b) => a.rate - b.rate);
    say(`  the slowest is ${slowest?.name}: ${Math.round(slowest?.rate ?? 0)} a second`);

    const github = (bySource.get('github') ?? []).filter(({ headers }) =>
      /^(deployment|deployment_status|push|workflow_run|release)$/.test(headers['x-github-event'] ?? ''),
    );
    await using database = await freshDatabase(url);
    // The share is what holds a storm back; here the storm itself is looked at.
    const env = { NIGHTJAR_GITHUB_WEBHOOK_SECRET: secret, NIGHTJAR_SOURCE_RATE: '1000000' };
    await using server = await startServer(database.url, { env });
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const pool = new Pool(server.address, { connections: senders });
    await using _ = {
      [Symbol.asyncDispose]: async () => {
        await pool.close();
        await client.end();
      },
    };
    const facts = async (): Promise<number> =>
      Number((await client.query('select count(*) as n from nightjar.event')).rows[0]?.n);
    await storm(pool, github, github.length);
    const before = { facts: await facts(), lines: await linesOf(server) };
    const began = performance.now();
    const statuses = await storm(pool, github, size);
    const seconds = (performance.now() - began) / 1000;
    say(`  ${size} redeliveries of ${github.length} in ${seconds.toFixed(1)} s: ${JSON.stringify(statuses)}`);
    return {
      deliveriesPerSecond,
      slowestPerSecond: slowest?.rate ?? 0,
      senders: bySource.size,
      stormPerSecond: size / seconds,
      stormFacts: (await facts()) - before.facts,
      stormLines: (await linesOf(server)) - before.lines,
      stormOther: size - (statuses['duplicate'] ?? 0),
    };
  },
};
