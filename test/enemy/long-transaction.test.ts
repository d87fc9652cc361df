import { raw, sql } from '@nightjar/kernel/database/sql';
import { openLog } from '@nightjar/kernel/log/open-log';
import { openProjections } from '@nightjar/kernel/projection/open-projections';
import { openTasks } from '@nightjar/kernel/tasks/open-tasks';
import pino from 'pino';
import { expect, test } from 'vitest';
import { counts } from './testing/counts.ts';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';

nothingLeft();

const logger = pino({ level: 'silent' });

/** Versions that an hour of steady work leaves of a checkpoint and of a busy stream: some three commits a second. */
const anHour = 10_000;

const median = (figures: readonly number[]): number =>
  [...figures].sort((a, b) => a - b)[figures.length >> 1] ?? 0;

test('a snapshot that stays open for an hour of work slows down neither appends, models nor tasks', async () => {
  await using database = await enemyDatabase();
  const log = await openLog(database);
  const models = openProjections(database, log, logger, [counts]);
  const tasks = openTasks({ database, logger });
  await models.start();
  let finished = () => {};
  await tasks.start([{ name: 'page', run: async () => finished() }]);

  let ver = 0;
  /** From the append to the model's answer and to the task's run. */
  const round = async (): Promise<{ append: number; read: number; task: number }> => {
    const ran = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const began = performance.now();
    const done = await log.append({
      org: 1,
      stream: 'busy',
      expect: ver++,
      facts: [{ type: 'Counted', data: { by: 1 } }],
    });
    if (done.status !== 'ok') throw new Error(done.status);
    const append = performance.now() - began;
    expect(await models.reached(counts, done.lastPos, 5000)).toBe(true);
    const read = performance.now() - began;
    const asked = performance.now();
    await tasks.enqueue([{ topic: 'page', exclusive: 'busy' }]);
    await ran;
    return { append, read, task: performance.now() - asked };
  };
  const rounds = async () => {
    const all = [];
    for (let n = 0; n < 40; n++) all.push(await round());
    return {
      append: median(all.map((it) => it.append)),
      read: median(all.map((it) => it.read)),
      task: median(all.map((it) => it.task)),
    };
  };

  const before = await rounds();
  const reader = await database.connect();
  await reader.query('set idle_in_transaction_session_timeout = 0');
  await reader.query('begin isolation level repeatable read');
  // It has a snapshot, and a number of its own: designs that wait for the oldest transaction stall behind it.
  await reader.query('select count(*), pg_current_xact_id() from nightjar.event');
  // What the snapshot still sees cannot be cleared away, so the hour's dead versions are all there at its end.
  for (const [table, change] of [
    ['nightjar.projection', 'updated_at = clock_timestamp()'],
    ['nightjar.stream', 'last_pos = last_pos'],
  ]) {
    await database.run(
      raw(`do $$ begin for i in 1..${anHour} loop update ${table} set ${change}; if i % 100 = 0 then commit; end if;
        end loop; end $$`),
    );
  }
  const after = await rounds();
  await reader.query('commit');
  await reader.end();
  for (const what of ['append', 'read', 'task'] as const)
    expect(after[what], `${what}: median ${before[what].toFixed(1)} ms before`).toBeLessThan(
      20 + 4 * before[what],
    );
  await tasks.stop();
  await models.stop();
  await log.close();
  expect(await database.one(sql`select count(*) as n from nightjar.event`)).toEqual({ n: 80 });
}, 60_000);
