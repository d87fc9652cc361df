import { createHash, randomUUID } from 'node:crypto';
import { openDatabase } from '@nightjar/kernel/database/database';
import { raw } from '@nightjar/kernel/database/sql';
import type { Append } from '@nightjar/kernel/log/log';
import { openLog } from '@nightjar/kernel/log/open-log';
import pg from 'pg';
import type { Bench } from './bench.ts';
import { observation } from './changes.ts';
import { emmettAppends } from './emmett.ts';
import { freshDatabase } from './fresh-database.ts';
import { median, perSecond } from './measure.ts';

const batch = 500;
const rounds = 5;

type Row = { readonly n: number; readonly data: string };

const rowsFrom = (from: number): Row[] =>
  Array.from({ length: batch }, (_, i) => ({
    n: from + i,
    data: JSON.stringify({ observation: observation(from + i) }),
  }));

const streamOf = (n: number): string =>
  `change:chg_${createHash('sha256').update(String(n)).digest('hex').slice(0, 20)}`;

/** The same rows with one statement a batch: what PostgreSQL can do when it is asked for nothing else. */
const rawInsert = async (client: pg.Client, from: number): Promise<void> => {
  const rows = rowsFrom(from);
  const at = new Date().toISOString();
  await client.query(
    `insert into raw_event select * from unnest($1::bigint[], $2::text[], $3::int[], $4::int[], $5::text[],
       $6::smallint[], $7::uuid[], $8::timestamptz[], $9::timestamptz[], $10::text[], $11::uuid[], $12::jsonb[])`,
    [
      rows.map((row) => row.n),
      rows.map((row) => streamOf(row.n)),
      rows.map(() => 0),
      rows.map(() => 1),
      rows.map(() => 'ChangeObserved'),
      rows.map(() => 1),
      rows.map(() => randomUUID()),
      rows.map(() => at),
      rows.map(() => at),
      rows.map(() => 'token:bench'),
      rows.map(() => null),
      rows.map((row) => row.data),
    ],
  );
};

const command = (n: number, once: boolean): Append => ({
  org: 1,
  stream: streamOf(n),
  actor: 'token:bench',
  facts: [{ type: 'ChangeObserved', data: { observation: observation(n) } }],
  ...(once ? { once: { source: 'bench', key: randomUUID(), hash: 'h' } } : {}),
});

export const bench: Bench = {
  name: 'log',
  what: 'append against raw INSERT … UNNEST of the same rows, group commit, and emmett-postgresql; size = facts a round',
  sizes: { full: 50_000, quick: 5_000 },
  targets: { batch_vs_raw: '>=0.6', callers64_vs_1: '>=8', callers8_vs_emmett: '>=3' },
  run: async ({ url, size, say }) => {
    await using ours = await freshDatabase(url);
    const database = openDatabase(ours.url);
    const log = await openLog(database);
    const client = new pg.Client({ connectionString: ours.url });
    await client.connect();
    // Same table, same indexes, same kind of partition; only the append function is missing.
    await database.run(
      raw('create table raw_event (like nightjar.event including all) partition by range (pos)'),
    );
    await database.run(
      raw('create table raw_event_0 partition of raw_event for values from (0) to (1000000000)'),
    );

    let n = 1;
    const next = (): number => n++;
    const batches = Math.ceil(size / batch);
    const inBatches = (once: boolean) => async (): Promise<number> => {
      for (let b = 0; b < batches; b++) {
        await Promise.all(Array.from({ length: batch }, () => log.append(command(next(), once))));
      }
      return batches * batch;
    };
    const callers = (count: number, each: number) => async (): Promise<number> => {
      await Promise.all(
        Array.from({ length: count }, async () => {
          for (let i = 0; i < each; i++) await log.append(command(next(), false));
        }),
      );
      return count * each;
    };
    const insert = async (): Promise<number> => {
      for (let b = 0; b < batches; b++) {
        await rawInsert(client, n);
        n += batch;
      }
      return batches * batch;
    };

    const seen = {
      raw: [] as number[],
      batch: [] as number[],
      keyed: [] as number[],
      one: [] as number[],
      eight: [] as number[],
      sixtyFour: [] as number[],
      emmett: [] as number[],
    };
    const few = Math.max(200, Math.ceil(size / 50));
    await using rival = await emmettAppends(url);
    for (let round = 0; round <= rounds; round++) {
      const measured = {
        raw: await perSecond(insert),
        batch: await perSecond(inBatches(false)),
        keyed: await perSecond(inBatches(true)),
        one: await perSecond(callers(1, few)),
        eight: await perSecond(callers(8, Math.ceil(few / 2))),
        emmett: await perSecond(() => rival.append(8, Math.ceil(few / 8))),
        sixtyFour: await perSecond(callers(64, Math.ceil(few / 2))),
      };
      if (round === 0) continue; // warm-up
      for (const key of Object.keys(seen) as (keyof typeof seen)[]) seen[key].push(measured[key]);
      say(
        `  round ${round}: ${Object.entries(measured)
          .map(([key, value]) => `${key} ${Math.round(value)}/s`)
          .join(', ')}`,
      );
    }
    const ratio = (a: number[], b: number[]): number =>
      median(a.map((value, i) => value / (b[i] ?? Number.NaN)));
    await client.end();
    await log.close();
    await database.close();
    return {
      raw_per_s: median(seen.raw),
      batch_per_s: median(seen.batch),
      batch_vs_raw: ratio(seen.batch, seen.raw),
      batch_with_keys_vs_raw: ratio(seen.keyed, seen.raw),
      callers1_per_s: median(seen.one),
      callers64_per_s: median(seen.sixtyFour),
      callers64_vs_1: ratio(seen.sixtyFour, seen.one),
      callers8_per_s: median(seen.eight),
      emmett_callers8_per_s: median(seen.emmett),
      callers8_vs_emmett: ratio(seen.eight, seen.emmett),
    };
  },
};
