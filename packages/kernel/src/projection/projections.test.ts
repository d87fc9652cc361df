import pino from 'pino';
import { expect, test } from 'vitest';
import { nightjarItself } from '../caller.ts';
import type { Database, Queryable } from '../database/database.ts';
import { raw, type Sql, sql } from '../database/sql.ts';
import type { Fact, Recorded } from '../fact.ts';
import { openLog } from '../log/open-log.ts';
import { testDatabase } from '../testing/database.ts';
import { openProjections } from './open-projections.ts';
import { openReader } from './open-reader.ts';
import { type Projection, projection } from './projection.ts';

type Counted = Fact<'Counted', { by: number }>;

const count = async (tx: Queryable, facts: readonly Recorded<Counted>[]): Promise<void> => {
  for (const fact of facts) {
    await tx.run(sql`insert into total as t values (${fact.stream}, 1, ${fact.data.by})
      on conflict (stream) do update set n = t.n + 1, by = t.by + excluded.by`);
  }
};

const counts = projection<Counted>({
  name: 'test.counts',
  version: 1,
  tables: 'create table total (stream text primary key, n int not null, by int not null)',
  indexes: 'create index total_n on total (n)',
  handles: ['Counted'],
  batch: count,
});

const counted = (stream: string, by = 1, v = 1) => ({
  org: 1,
  stream,
  facts: [{ type: 'Counted', v, data: { by } }],
});

const house = async (projection: Projection = counts) => {
  const database = await testDatabase({ connections: 20 });
  const log = await openLog(database);
  const projections = openProjections(database, log, pino({ level: 'silent' }), [projection]);
  return {
    database,
    log,
    projections,
    reader: openReader(database, log, projections, [projection]),
    [Symbol.asyncDispose]: async () => {
      await projections.stop();
      await log.close();
      await database[Symbol.asyncDispose]();
    },
  };
};

const totals = async (database: Database, table: Sql) =>
  database.many<{ stream: string; n: number; by: number }>(
    sql`select stream, n, by from ${table} order by stream`,
  );

test('what was acknowledged is read back with min_pos', async () => {
  await using it = await house();
  await it.projections.start();
  for (let i = 1; i <= 50; i++) {
    const done = await it.log.append(counted('s'));
    if (done.status !== 'ok') throw new Error(done.status);
    const reader = await it.reader(nightjarItself, { minPos: done.lastPos });
    expect(reader.stale).toBe(false);
    expect(await totals(it.database, reader.table(counts, 'total'))).toEqual([{ stream: 's', n: i, by: i }]);
  }
});

test('a position that is not reached in time is answered as stale, not waited for', async () => {
  await using it = await house();
  await it.projections.start();
  const reader = await it.reader(nightjarItself, { minPos: 1_000_000 });
  expect(reader.stale).toBe(true);
});

test('two houses over one database apply each fact once', async () => {
  await using it = await house();
  const other = openProjections(it.database, it.log, pino({ level: 'silent' }), [counts]);
  await Promise.all([it.projections.start(), other.start()]);
  await Promise.all(Array.from({ length: 3000 }, (_, i) => it.log.append(counted(`s${i % 7}`))));
  expect(await it.projections.reached(counts, 3000, 15_000)).toBe(true);
  expect(await other.reached(counts, 3000, 5000)).toBe(true);
  const rows = await totals(it.database, it.projections.table(counts, 'total'));
  expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(3000);
  await other.stop();
});

test('a model over an existing log is not readable before it is whole', async () => {
  await using it = await house();
  await Promise.all(Array.from({ length: 9000 }, (_, i) => it.log.append(counted(`s${i % 7}`))));
  await it.projections.start();
  expect(() => it.projections.table(counts, 'total')).toThrowError(/being built/);
  expect(await it.projections.reached(counts, 9000, 15_000)).toBe(true);
  const rows = await totals(it.database, it.projections.table(counts, 'total'));
  expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(9000);
});

test('a rebuild while facts are appended ends equal to the live model, and no reader sees it half built', async () => {
  await using it = await house();
  await it.projections.start();
  await Promise.all(Array.from({ length: 4000 }, (_, i) => it.log.append(counted(`s${i % 7}`))));
  await it.projections.reached(counts, 4000, 10_000);
  let appending = true;
  let least = Number.POSITIVE_INFINITY;
  const appended = (async () => {
    let n = 0;
    while (appending) {
      await it.log.append(counted(`s${n++ % 7}`));
      const rows = await totals(it.database, it.projections.table(counts, 'total'));
      least = Math.min(
        least,
        rows.reduce((sum, row) => sum + row.n, 0),
      );
    }
    return n;
  })();
  const before = it.projections.table(counts, 'total').parts[0];
  await it.projections.rebuild(counts);
  appending = false;
  const n = await appended;
  expect(it.projections.table(counts, 'total').parts[0]).not.toBe(before);
  expect(await it.projections.reached(counts, 4000 + n, 10_000)).toBe(true);
  expect(least).toBeGreaterThanOrEqual(4000);
  const rows = await totals(it.database, it.projections.table(counts, 'total'));
  expect(rows.reduce((sum, row) => sum + row.n, 0)).toBe(4000 + n);
});

test('a poison fact parks its stream alone, degrades the model, and is applied when the cause is mended', async () => {
  let broken = true;
  const mendable = projection<Counted>({
    ...counts,
    handles: ['Counted'],
    batch: async (tx, facts) => {
      if (broken && facts.some((fact) => fact.data.by === 13)) throw new Error('thirteen cannot be counted');
      await count(tx, facts);
    },
  });
  await using it = await house(mendable);
  await it.projections.start();
  for (const by of [1, 13, 2]) await it.log.append(counted('bad', by));
  await it.log.append(counted('good', 5));
  expect(await it.projections.reached(mendable, 4, 10_000)).toBe(true);
  const table = it.projections.table(mendable, 'total');
  expect(await totals(it.database, table)).toEqual([
    { stream: 'bad', n: 1, by: 1 },
    { stream: 'good', n: 1, by: 5 },
  ]);
  expect(await it.projections.status()).toMatchObject([
    { status: 'degraded', parkedStreams: 1, position: 4 },
  ]);
  expect(await it.projections.retryParked(mendable)).toBe(0);
  broken = false;
  expect(await it.projections.retryParked(mendable)).toBe(1);
  expect(await totals(it.database, table)).toMatchObject([
    { stream: 'bad', n: 3, by: 16 },
    { stream: 'good' },
  ]);
  expect(await it.projections.status()).toMatchObject([{ status: 'live', parkedStreams: 0 }]);
});

test('a fact newer than the model understands halts it, unless it may be passed over', async () => {
  await using it = await house();
  await it.projections.start();
  await it.log.append(counted('s'));
  await it.log.append(counted('s', 1, 2));
  expect(await it.projections.reached(counts, 2, 500)).toBe(false);
  expect(await it.projections.status()).toMatchObject([{ status: 'halted' }]);
  const lenient = { ...counts, name: 'test.lenient', mayPassOver: ['Counted'] };
  const other = openProjections(it.database, it.log, pino({ level: 'silent' }), [lenient]);
  await other.start();
  expect(await other.reached(lenient, 2, 5000)).toBe(true);
  expect(await totals(it.database, other.table(lenient, 'total'))).toEqual([{ stream: 's', n: 1, by: 1 }]);
  await other.stop();
});

test('what does not concern a model is passed by without a transaction, and its checkpoint follows', async () => {
  await using it = await house();
  await it.projections.start();
  await it.log.append(counted('s'));
  expect(await it.projections.reached(counts, 1, 5000)).toBe(true);
  const stored = async () => (await it.projections.status())[0]?.position;
  for (let i = 0; i < 30; i++) {
    await it.log.append({ org: 1, stream: 'other', facts: [{ type: 'Unrelated', data: {} }] });
    await it.projections.reached(counts, i + 2, 5000);
  }
  expect(it.projections.position(counts)).toBe(31);
  await expect.poll(stored, { timeout: 5000 }).toBe(31);
  // The fact after what was passed by is applied once, whoever holds the checkpoint by then.
  const other = openProjections(it.database, it.log, pino({ level: 'silent' }), [counts]);
  await other.start();
  await it.log.append(counted('s'));
  expect(await it.projections.reached(counts, 32, 5000)).toBe(true);
  expect(await totals(it.database, it.projections.table(counts, 'total'))).toEqual([
    { stream: 's', n: 2, by: 2 },
  ]);
  await other.stop();
});

test('an error of the handler itself is in the fact, whatever its words', async () => {
  const worded = projection<Counted>({
    ...counts,
    handles: ['Counted'],
    batch: async (tx, facts) => {
      if (facts.some((fact) => fact.data.by === 13)) throw new Error('no client has a connection to this');
      await count(tx, facts);
    },
  });
  await using it = await house(worded);
  await it.projections.start();
  for (const by of [1, 13]) await it.log.append(counted('bad', by));
  await it.log.append(counted('good', 5));
  expect(await it.projections.reached(worded, 3, 5000)).toBe(true);
  expect(await it.projections.status()).toMatchObject([{ status: 'degraded', parkedStreams: 1 }]);
});

test('what is too long for an index parks its stream, and the others go on', async () => {
  const indexed = projection<Counted>({
    ...counts,
    handles: ['Counted'],
    batch: async (tx, facts) => {
      await count(tx, facts);
      // The key's index takes rows of 2,704 bytes; this one of 96,000 does not compress to so few.
      const long = sql`(select string_agg(md5(n::text), '') from generate_series(1, 3000) n)`;
      if (facts.some((fact) => fact.data.by === 13))
        await tx.run(sql`update total set stream = ${long} where by = 13`);
    },
  });
  await using it = await house(indexed);
  await it.projections.start();
  await it.log.append(counted('bad', 13));
  await it.log.append(counted('good', 5));
  expect(await it.projections.reached(indexed, 2, 5000)).toBe(true);
  expect(await it.projections.status()).toMatchObject([{ status: 'degraded', parkedStreams: 1 }]);
});

test('an error of the database that would fail every fact halts the model and parks nothing', async () => {
  const away = projection<Counted>({
    ...counts,
    handles: ['Counted'],
    batch: async (tx, facts) => {
      await tx.run(sql`select from total_of_elsewhere`);
      await count(tx, facts);
    },
  });
  await using it = await house(away);
  await it.projections.start();
  for (const stream of ['a', 'b', 'c']) await it.log.append(counted(stream));
  const status = async () => (await it.projections.status())[0];
  await expect.poll(status, { timeout: 5000 }).toMatchObject({
    status: 'halted',
    parkedStreams: 0,
    position: 0,
    detail: expect.stringMatching(/42P01.*total_of_elsewhere/),
  });
  const schema = it.projections.table(away, 'total').parts[0]?.split('.')[0] ?? '';
  await it.database.run(raw(`create table ${schema}.total_of_elsewhere ()`));
  expect(await it.projections.reached(away, 3, 15_000)).toBe(true);
  expect(await status()).toMatchObject({ status: 'live', parkedStreams: 0, detail: null });
});

test('builds of older versions, and rebuilds that crashed, go when nobody has run them for a day', async () => {
  await using it = await house();
  const runOnce = async (which: Projection): Promise<void> => {
    const ran = openProjections(it.database, it.log, pino({ level: 'silent' }), [which]);
    await ran.start();
    await ran.stop();
  };
  const age = (interval: string) =>
    it.database.run(sql`update nightjar.projection set updated_at = now() - ${interval}::interval`);
  const builds = () =>
    it.database.many(sql`select version as v, build as b, status from nightjar.projection order by 1, 2`);
  const next = { ...counts, version: 2 };
  await runOnce(counts);
  await it.database.run(
    sql`insert into nightjar.projection (name, version, build) values ('test.counts', 1, 2)`,
  );
  await runOnce(next);
  expect(await builds(), 'somebody may still run them').toEqual([
    { v: 1, b: 1, status: 'live' },
    { v: 1, b: 2, status: 'building' },
    { v: 2, b: 1, status: 'live' },
  ]);
  await age('2 days');
  await runOnce(counts);
  // Who runs a build says so at once: only the rebuild that crashed is left behind, and the newer version is not ours.
  expect(await builds()).toEqual([
    { v: 1, b: 1, status: 'live' },
    { v: 1, b: 2, status: 'retired' },
    { v: 2, b: 1, status: 'live' },
  ]);
  const touched = sql`select version from nightjar.projection where updated_at > now() - interval '1 hour' and status = 'live'`;
  expect(await it.database.many(touched)).toEqual([{ version: 1 }]);
  await age('2 days');
  await runOnce(next);
  await age('2 minutes');
  await runOnce(next);
  expect(await builds()).toEqual([{ v: 2, b: 1, status: 'live' }]);
  expect(
    await it.database.many(sql`select nspname as name from pg_namespace where nspname like 'test\_counts%'`),
  ).toEqual([{ name: 'test_counts_v2_b1' }]);
});
