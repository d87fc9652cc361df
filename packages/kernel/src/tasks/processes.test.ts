import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { sql } from '../database/sql.ts';
import { testDatabase } from '../testing/database.ts';
import { openTasks } from './open-tasks.ts';

const program = new URL('../testing/task-worker.ts', import.meta.url).pathname;

/** A worker in a process of its own, whose wall clock may be wrong by some time. */
const startWorker = async (url: string, work: { leaseMs: number; taskMs: number; skewMs?: number }) => {
  const child: ChildProcess = spawn(
    process.execPath,
    [program, JSON.stringify({ url, skewMs: 0, ...work })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(child.stdout ?? child, 'data');
  return {
    kill: async (signal: 'SIGKILL' | 'SIGTERM') => {
      child.kill(signal);
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
};

/** The child writes a row at the start and the end of each execution. */
const trace = sql`create table trace (id uuid, attempt int, pid int, began timestamptz default clock_timestamp(),
  ended timestamptz)`;

const until = async (what: () => Promise<boolean>, withinMs = 15_000) => {
  const end = performance.now() + withinMs;
  while (!(await what())) {
    if (performance.now() > end) throw new Error('It did not happen in time.');
    await sleep(20);
  }
};

test('tasks of a process that is killed are delivered once more, after their lease', async () => {
  await using db = await testDatabase();
  await db.run(trace);
  const tasks = openTasks({ database: db, logger: pino({ level: 'silent' }) });
  const count = async (where: ReturnType<typeof sql>) =>
    (await db.one<{ n: number }>(sql`select count(*) as n from ${where}`))?.n ?? 0;
  const leaseMs = 1000;
  await tasks.enqueue(Array.from({ length: 12 }, () => ({ topic: 'slow' })));
  {
    await using victim = await startWorker(db.url, { leaseMs, taskMs: 600_000 });
    await until(async () => (await count(sql`trace`)) === 12);
    await victim.kill('SIGKILL');
  }
  await using _heir = await startWorker(db.url, { leaseMs, taskMs: 20 });
  await until(async () => (await count(sql`nightjar.task_done`)) === 12);
  expect(await count(sql`trace`)).toBe(24);
  expect(await count(sql`nightjar.task_done where outcome = 'done' and attempt = 2`)).toBe(12);
  const early = sql`trace second join trace first using (id) where second.attempt = 2 and first.attempt = 1
    and second.began < first.began + interval '900 milliseconds'`;
  expect(await count(early)).toBe(0);
  await tasks.stop();
});

test('workers whose clocks are an hour apart neither share a task nor lose one', async () => {
  await using db = await testDatabase();
  await db.run(trace);
  const tasks = openTasks({ database: db, logger: pino({ level: 'silent' }) });
  // A lease that no busy machine outlasts: a task is then run twice only if a clock is believed.
  await using _early = await startWorker(db.url, { leaseMs: 10_000, taskMs: 5, skewMs: 3_600_000 });
  await using _late = await startWorker(db.url, { leaseMs: 10_000, taskMs: 5, skewMs: -3_600_000 });
  const shares = () => db.many<{ n: number }>(sql`select count(*) as n from trace group by pid`);
  let asked = 0;
  // Until both have had some: which of them is quick is the machine's affair.
  await until(async () => {
    await tasks.enqueue(Array.from({ length: 10 }, () => ({ topic: 'slow' })));
    asked += 10;
    return asked >= 300 && (await shares()).length === 2;
  });
  const done = async () =>
    (await db.one<{ n: number }>(sql`select count(*) as n from nightjar.task_done where outcome = 'done'`))
      ?.n;
  await until(async () => (await done()) === asked);
  expect((await shares()).reduce((sum, { n }) => sum + n, 0)).toBe(asked);
  await tasks.stop();
});
