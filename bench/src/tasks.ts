import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Bench } from './bench.ts';
import { type Contender, perSecond } from './queues/contender.ts';
import { graphileDefault, graphileFastest } from './queues/graphile.ts';
import { ours, oursFastest } from './queues/ours.ts';
import { pgBossDefault, pgBossFastest, pgBossWork } from './queues/pg-boss.ts';

/** A contender that is slower than this allows is measured by what it did until then. */
const limitMs = 60_000;
/** A job every 2 s needs no longer to show. */
const workLimitMs = 6000;

const order: readonly (readonly [string, Contender, number])[] = [
  ['nightjar', ours, limitMs],
  ['pgBoss', pgBossDefault, limitMs],
  ['pgBossWork', pgBossWork, workLimitMs],
  ['graphile', graphileDefault, limitMs],
  ['nightjarFastest', oursFastest, limitMs],
  ['pgBossFastest', pgBossFastest, limitMs],
  ['graphileFastest', graphileFastest, limitMs],
];

export const bench: Bench = {
  name: 'tasks',
  what: 'trivial tasks through the queue, with fencing, exclusive keys and a rate on, beside pg-boss and graphile-worker',
  sizes: { full: 50_000, quick: 2000 },
  targets: { overPgBoss: '>= 1', overGraphile: '>= 1' },
  run: async ({ url, size, say }) => {
    const name = `nightjar_bench_${randomUUID().replaceAll('-', '')}`;
    const server = new pg.Client({ connectionString: url });
    await server.connect();
    await server.query(`create database ${name}`);
    const own = new URL(url);
    own.pathname = `/${name}`;
    try {
      const figures: Record<string, number> = {};
      for (const [key, contender, limit] of order) {
        await contender.prepare(own.href, size);
        const measured = await contender.run(own.href, size, limit);
        figures[key] = perSecond(measured);
        const part = measured.handled < size ? ` (${measured.handled} of ${size} before the limit)` : '';
        say(
          `${contender.name.padEnd(26)} ${String(figures[key]).padStart(7)} tasks/s  ${contender.settings}${part}`,
        );
      }
      const over = (a: string, b: string) => Number(((figures[a] ?? 0) / (figures[b] || 1)).toFixed(2));
      return {
        ...figures,
        overPgBoss: over('nightjar', 'pgBoss'),
        overGraphile: over('nightjar', 'graphile'),
        fastestOverPgBossFastest: over('nightjarFastest', 'pgBossFastest'),
        fastestOverGraphileFastest: over('nightjarFastest', 'graphileFastest'),
      };
    } finally {
      await server.query(`drop database ${name} with (force)`);
      await server.end();
    }
  },
};
