import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { openDatabase } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { openTasks } from '../tasks/open-tasks.ts';
import type { RunningTask } from '../tasks/tasks.ts';

/** A worker in a process of its own, for the tests that kill one or set its clock wrong. */
const { url, leaseMs, taskMs, skewMs } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  leaseMs: number;
  taskMs: number;
  skewMs: number;
};

const now = Date.now;
Date.now = () => now() + skewMs;

const database = openDatabase(url, { connections: 4 });
const tasks = openTasks({ database, logger: pino({ level: 'silent' }) });

const run = async ({ id, attempt }: RunningTask): Promise<void> => {
  await database.run(sql`insert into trace (id, attempt, pid) values (${id}, ${attempt}, ${process.pid})`);
  await sleep(taskMs);
  await database.run(
    sql`update trace set ended = clock_timestamp() where id = ${id} and attempt = ${attempt}`,
  );
};

await tasks.start([{ name: 'slow', run, leaseMs, retry: { baseMs: 1, capMs: 20 } }]);
process.stdout.write('ready\n');
