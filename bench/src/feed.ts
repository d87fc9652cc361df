import { identifier, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { changesMatching } from '@nightjar/server/domains/feed/queries';
import type { Bench } from './bench.ts';
import { type Ask, asks } from './feed/asks.ts';
import { measureCharts } from './feed/charts.ts';
import { open, schema } from './feed/load.ts';
import { loadApart } from './feed/load-apart.ts';
import { freshDatabase } from './fresh-database.ts';
import { median, milliseconds, percentile } from './measure.ts';

const limit = 50;
const samples = 300;
const deep = 10_000;
const now = new Date('2026-01-01T00:00:00Z');

/** Pages to the line asked for, and the cursor that stands there. */
const cursorAt = async (reader: Reader, query: string, lines: number): Promise<string | undefined> => {
  let cursor: string | undefined;
  for (let seen = 0; seen < lines; ) {
    const page = await changesMatching(reader, { query, limit: 200, cursor, now });
    seen += page.changes.length;
    if (page.next === null) return undefined;
    cursor = page.next;
  }
  return cursor;
};

const round = (ms: number): number => Number(ms.toFixed(1));

export const bench: Bench = {
  name: 'feed',
  what: 'pages of the feed over 2,000 services, by names and by words, at the front and 10,000 lines deep',
  sizes: { full: 10_000_000, quick: 200_000 },
  targets: { namesP99Ms: '<= 25', commonWordsP99Ms: '<= 60', rareWordsP99Ms: '<= 60', rssMiB: '<= 400' },
  run: async ({ url, size, say }) => {
    await using own = await freshDatabase(url);
    const database = open(own.url);
    try {
      const { loadSeconds, indexSeconds } = await loadApart(database, size, say);
      say(`loaded in ${Math.round(loadSeconds)} s, indexed in ${Math.round(indexSeconds)} s`);
      const reader: Reader = {
        caller: { org: 1, subject: 'bench', rights: new Set(['read']) },
        stale: false,
        position: size,
        many: database.many,
        one: database.one,
        table: (_projection, name) => identifier(schema, name),
      };
      const page = (query: string, cursor?: string) => changesMatching(reader, { query, limit, cursor, now });

      const measured = async (name: string, ask: Ask, count = samples): Promise<number> => {
        const times: number[] = [];
        // The first tenth warms the caches and is not counted.
        for (let n = -Math.ceil(count / 10); n < count; n++) {
          const ms = await milliseconds(() => page(ask(n)));
          if (n >= 0) times.push(ms);
        }
        const p99 = percentile(times, 99);
        say(
          `${name.padEnd(46)} p50 ${median(times).toFixed(1).padStart(7)} ms  p99 ${p99.toFixed(1).padStart(7)} ms`,
        );
        return p99;
      };

      const figures: Record<string, number> = { rowsPerSecondLoaded: Math.round(size / loadSeconds) };
      for (const [figure, name, ask] of asks) figures[figure] = round(await measured(name, ask));
      Object.assign(figures, await measureCharts(reader, say));
      for (const query of ['', 'env:prod', 'tenth', 'service:service-0000']) {
        const cursor = await cursorAt(reader, query, deep);
        if (cursor === undefined) continue;
        const times: number[] = [];
        const first: number[] = [];
        for (let n = 0; n < 100; n++) {
          first.push(await milliseconds(() => page(query)));
          times.push(await milliseconds(() => page(query, cursor)));
        }
        const key = query === '' ? 'all' : query.replaceAll(/\W+(\w)/g, (_, c: string) => c.toUpperCase());
        figures[`deepOverFirst_${key}`] = round(median(times) / median(first));
        say(
          `${`${query || '(all)'}, ${deep} lines deep`.padEnd(46)} p50 ${median(times).toFixed(1).padStart(7)} ms  first page ${median(first).toFixed(1)} ms`,
        );
      }
      const bytes = await database.one<{ bytes: number }>(
        sql`select sum(pg_total_relation_size(oid)) as bytes from pg_class
          where relnamespace = to_regnamespace(${schema}) and relkind = 'r'`,
      );
      figures['bytesPerChange'] = Math.round(Number(bytes?.bytes ?? 0) / size);
      figures['rssMiB'] = Math.round(process.memoryUsage().rss / 2 ** 20);
      return figures;
    } finally {
      await database.close();
    }
  },
};
