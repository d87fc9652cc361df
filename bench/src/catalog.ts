import pg from 'pg';
import type { Bench } from './bench.ts';
import { type Ask, asks } from './catalog/asks.ts';
import { generated } from './catalog/generated.ts';
import { importAll, open, settled } from './catalog/load.ts';
import { freshDatabase } from './fresh-database.ts';
import { median, milliseconds, percentile } from './measure.ts';
import { startServer } from './server/start.ts';

const samples = 300;
/** When the first edition was so, when the second, and an instant between the two. */
const [first, second, between] = ['2026-01-01T00:00Z', '2026-03-01T00:00Z', '2026-02-01T00:00Z'];

/** Facts of the catalog in the log, and rows that stand. */
const counted = async (database: pg.Client) => {
  const facts = await database.query(
    "select count(*)::int as n from nightjar.event where type in ('EntityDescribed', 'DescriptionWithdrawn')",
  );
  return Number(facts.rows[0]?.n ?? 0);
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
    const isSecond = (file: number): boolean => file % 20 === 1;
    try {
      const loaded = await importAll(client, company.all(), { edition: () => 1, at: first });
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
      figures['rssMiB'] = Math.round((await server.memory()).peak / 2 ** 20);
      return figures;
    } finally {
      await client.close();
      await database.end();
    }
  },
};
