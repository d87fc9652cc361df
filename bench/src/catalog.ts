import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { Pool } from 'undici';
import type { Bench } from './bench.ts';
import { type Ask, asks } from './catalog/asks.ts';
import { files } from './catalog/descriptors.ts';
import { generated, type Planned } from './catalog/generated.ts';
import { freshDatabase } from './fresh-database.ts';
import { median, milliseconds, percentile } from './measure.ts';
import { type ServerUnderTest, startServer } from './server/start.ts';

const samples = 300;
/** As many files on their way at once. */
const senders = 4;
/** When the first edition was so, when the second, and an instant between the two. */
const [first, second, between] = ['2026-01-01T00:00Z', '2026-03-01T00:00Z', '2026-02-01T00:00Z'];

const open = ({ address, token }: ServerUnderTest) => {
  const pool = new Pool(address, { connections: senders, bodyTimeout: 300_000, headersTimeout: 300_000 });
  const ask = async <Answer>(
    method: 'GET' | 'POST',
    path: string,
    body: string | null = null,
  ): Promise<Answer> => {
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body === null ? {} : { 'content-type': 'application/yaml' }),
    };
    const answer = await pool.request({ path, method, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} to ${path}: ${text.slice(0, 500)}`);
    return JSON.parse(text) as Answer;
  };
  return { ask, close: () => pool.close() };
};
type Client = ReturnType<typeof open>;

type Taken = {
  readonly results: readonly { readonly status: string; readonly entities: readonly string[] }[];
};

/** Sends the company's files; answers entities a second, and what became of their documents. */
const importAll = async (
  { ask }: Client,
  company: Iterable<Planned>,
  {
    edition,
    at,
    only = () => true,
    written = (text) => text,
  }: {
    edition: (file: number) => number;
    at?: string;
    only?: (n: number) => boolean;
    written?: (text: string) => string;
  },
) => {
  const source = files(company, edition);
  const statuses: Record<string, number> = {};
  let entities = 0;
  let nth = 0;
  const began = performance.now();
  const sender = async (): Promise<void> => {
    for (let next = source.next(); next.done !== true; next = source.next()) {
      nth += 1;
      if (!only(nth)) continue;
      const { path, text, entities: here } = next.value;
      const query = new URLSearchParams({
        origin: 'github.com/acme/all',
        path,
        ...(at === undefined ? {} : { at }),
      });
      const { results } = await ask<Taken>('POST', `/api/v1/catalog/descriptors?${query}`, written(text));
      for (const { status } of results) statuses[status] = (statuses[status] ?? 0) + 1;
      entities += here;
    }
  };
  await Promise.all(Array.from({ length: senders }, sender));
  return { perSecond: entities / ((performance.now() - began) / 1000), statuses, entities };
};

/** Facts of the catalog in the log, and rows that stand. */
const counted = async (database: pg.Client) => {
  const facts = await database.query(
    "select count(*)::int as n from nightjar.event where type in ('EntityDescribed', 'DescriptionWithdrawn')",
  );
  return Number(facts.rows[0]?.n ?? 0);
};

/** The model's schema, once it has taken in the whole log; what autovacuum does within a minute is done at once. */
const settled = async (database: pg.Client): Promise<{ relations: number; entities: number }> => {
  for (;;) {
    const { rows } = await database.query(
      `select format('%s_v%s_b%s', replace(name, '.', '_'), version, build) as schema,
         pos >= (select coalesce(max(pos), 0) from nightjar.event) as there
       from nightjar.projection where name = 'catalog.entities' and status = 'live'`,
    );
    const schema: unknown = rows[0]?.schema;
    if (rows[0]?.there !== true || typeof schema !== 'string') {
      await sleep(100);
      continue;
    }
    for (const table of ['claim', 'entity', 'relation', 'name', 'word'])
      await database.query(`vacuum (analyze) "${schema}"."${table}"`);
    const count = async (table: string): Promise<number> =>
      Number(
        (
          await database.query(
            `select count(*)::int as n from "${schema}"."${table}" where until = 'infinity'`,
          )
        ).rows[0]?.n,
      );
    return { entities: await count('entity'), relations: await count('relation') };
  }
};

const round = (ms: number): number => Number(ms.toFixed(1));

export const bench: Bench = {
  name: 'catalog',
  what: 'entities with three times as many relations, taken in as YAML, asked over HTTP, and taken in again unchanged',
  sizes: { full: 250_000, quick: 5_000 },
  targets: {
    filteredP99Ms: '<= 50',
    pageP99Ms: '<= 50',
    prefixP99Ms: '<= 50',
    typoP99Ms: '<= 50',
    againPerSecond: '>= 5000',
    rereadPerSecond: '>= 5000',
    againFacts: '= 0',
    rssMiB: '<= 512',
  },
  run: async ({ url, size, say }) => {
    await using own = await freshDatabase(url);
    await using server = await startServer(own.url);
    const client = open(server);
    const database = new pg.Client({ connectionString: own.url });
    await database.connect();
    const company = generated(size);
    const figures: Record<string, number> = {};
    let rss = 0;
    const weigh = async (): Promise<void> => {
      rss = Math.max(rss, (await server.memory()).rss);
    };
    const isSecond = (file: number): boolean => file % 20 === 1;
    try {
      const loaded = await importAll(client, company.all(), { edition: () => 1, at: first });
      await weigh();
      const changed = await importAll(client, company.all(), {
        edition: () => 2,
        at: second,
        only: isSecond,
      });
      const stand = await settled(database);
      say(
        `  took in ${loaded.entities} entities (${JSON.stringify(loaded.statuses)}), then another edition of ${changed.entities}; ${stand.entities} entities and ${stand.relations} relations stand`,
      );
      figures['loadedPerSecond'] = Math.round(loaded.perSecond);
      figures['entities'] = stand.entities;
      figures['relations'] = stand.relations;

      const measured = async (name: string, ask: Ask): Promise<void> => {
        const times: number[] = [];
        // The first tenth warms the caches and is not counted.
        for (let n = -samples / 10; n < samples; n++) {
          const ms = await milliseconds(() => client.ask('GET', ask(n + samples)));
          if (n >= 0) times.push(ms);
        }
        figures[`${name}P50Ms`] = round(median(times));
        figures[`${name}P99Ms`] = round(percentile(times, 99));
        await weigh();
      };
      for (const [name, ask] of Object.entries(asks(company, between))) await measured(name, ask);

      const before = await counted(database);
      const again = await importAll(client, company.all(), { edition: (file) => (isSecond(file) ? 2 : 1) });
      // The same said in other bytes: every document is read and compared, and still nothing is recorded.
      const reread = await importAll(client, company.all(), {
        edition: (file) => (isSecond(file) ? 2 : 1),
        written: (text) => text.replaceAll(/^(?=apiVersion:)/gm, '# said anew\n'),
      });
      say(`  again: ${JSON.stringify(again.statuses)}; in other bytes: ${JSON.stringify(reread.statuses)}`);
      figures['rereadPerSecond'] = Math.round(reread.perSecond);
      figures['againPerSecond'] = Math.round(again.perSecond);
      figures['againFacts'] = (await counted(database)) - before;
      await weigh();
      figures['rssMiB'] = Math.round(rss / 2 ** 20);
      return figures;
    } finally {
      await client.close();
      await database.end();
    }
  },
};
