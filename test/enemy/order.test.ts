import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { encode, ready } from '@nightjar/kernel/log/batch';
import { openLog } from '@nightjar/kernel/log/open-log';
import { expect, test } from 'vitest';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';

nothingLeft();

const writers = 12;
const rounds = 12;

/** Each writer inserts two rows, dawdles up to 12 ms in the open transaction, and gives one in five up. Answers what was committed. */
const slowWriters = async (database: Database, insert: { text: string; values: unknown[] }) => {
  let committed = 0;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      const client = await database.connect();
      for (let round = 0; round < rounds; round++) {
        await client.query('begin');
        await client.query(insert.text, insert.values);
        await sleep(Math.random() * 12);
        const giveUp = Math.random() < 0.2;
        await client.query(giveUp ? 'rollback' : 'commit');
        if (!giveUp) committed += 2;
      }
      await client.end();
    }),
  );
  return committed;
};

/** Follows a log by `pos > cursor` for as long as `done` is false, then once more. Answers the positions it was given. */
const follow = async (read: (after: number) => Promise<number[]>, done: () => boolean): Promise<number[]> => {
  const seen: number[] = [];
  for (let last = false; !last; ) {
    last = done();
    const rows = await read(seen.at(-1) ?? 0);
    seen.push(...rows);
    if (rows.length === 0 && !last) await sleep(1);
    if (rows.length > 0) last = false;
  }
  return seen;
};

test('control: a sequence and `pos > cursor` lose what commits late', async () => {
  await using database = await enemyDatabase({ connections: 5 });
  await database.run(sql`create table naive (pos bigserial primary key, n int)`);
  let done = false;
  const following = follow(
    async (after) =>
      (
        await database.many<{ pos: number }>(
          sql`select pos from naive where pos > ${after} order by pos limit 500`,
        )
      ).map(({ pos }) => pos),
    () => done,
  );
  const committed = await slowWriters(database, {
    text: 'insert into naive (n) values (1), (2)',
    values: [],
  });
  done = true;
  const seen = await following;
  expect(committed).toBeGreaterThan(writers * rounds);
  expect(committed - seen.length, 'events that the control lost').toBeGreaterThan(0);
}, 30_000);

test('a reader of the log sees every position in order, whoever commits late or not at all', async () => {
  await using database = await enemyDatabase({ connections: 5 });
  const logs = [await openLog(database), await openLog(database)];
  const [reader = await openLog(database)] = logs;
  let done = false;
  const following = follow(
    async (after) => (await reader.read({ after, limit: 500 })).map(({ pos }) => pos),
    () => done,
  );
  const facts = [1, 2].map((n) => ({ type: 'Happened', data: { n } }));
  let quick = 0;
  const busy = Promise.all(
    logs.map(async (log) => {
      while (!done) {
        await log.append({ org: 1, stream: 'quick', facts: facts.slice(0, 1) });
        quick += 1;
      }
    }),
  );
  const slow = await slowWriters(database, encode([ready({ org: 1, stream: 'slow', facts })]));
  done = true;
  await busy;
  const seen = await following;
  const rest = await reader.read({ after: seen.at(-1) ?? 0, limit: 1000 });
  const all = [...seen, ...rest.map(({ pos }) => pos)];
  expect(all).toEqual(all.map((_, index) => index + 1));
  expect(all).toHaveLength(slow + quick);
  expect(quick).toBeGreaterThan(0);
  for (const log of logs) await log.close();
}, 30_000);
