import { pino } from 'pino';
import { expect, test } from 'vitest';
import { sql } from '../database/sql.ts';
import { testDatabase } from '../testing/database.ts';
import { openTasks } from './open-tasks.ts';

/**
 * While a snapshot is open nothing that is dead can be cleared away, and each claim walks past it: the way queues in
 * PostgreSQL stall (https://brandur.org/postgres-queues). Claims in batches keep that walk rare.
 */
test('a transaction that stays open does not stall the queue', async () => {
  await using db = await testDatabase();
  const tasks = openTasks({ database: db, logger: pino({ level: 'silent' }) });
  const reader = await db.connect();
  await reader.query('set idle_in_transaction_session_timeout = 0');
  await reader.query('begin isolation level repeatable read');
  await reader.query('select count(*) from nightjar.task');

  const size = 3000;
  const rounds = 6;
  let ran = 0;
  let ended = () => {};
  const run = async () => {
    if (++ran % size === 0) ended();
  };
  await tasks.start([{ name: 'page', run, rate: { perSecond: 1e6, burst: 1e6 } }]);
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const all = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const began = performance.now();
    await tasks.enqueue(
      Array.from({ length: size }, (_, n) => ({ topic: 'page', exclusive: `${round}/${n}` })),
    );
    await all;
    took.push(performance.now() - began);
  }
  await tasks.stop();
  await reader.query('commit');
  await reader.end();
  expect(await db.one(sql`select count(*) as n from nightjar.task_done`)).toEqual({ n: size * rounds });
  // 15,000 dead tasks lie before the last round.
  expect(took.at(-1) ?? 0).toBeLessThan(1000 + 6 * (took[0] ?? 0));
}, 60_000);
