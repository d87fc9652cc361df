import { openDatabase } from '@nightjar/kernel/database/database';
import { migrate } from '@nightjar/kernel/database/migrate';
import { sql } from '@nightjar/kernel/database/sql';
import { openTasks } from '@nightjar/kernel/tasks/open-tasks';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { type Contender, counter, inGroups } from './contender.ts';

const logger = { warn: console.warn };

/** A rate that is counted and never reached. */
const rate = { perSecond: 1_000_000, burst: 1_000_000 };
/** Keys come round while tasks with the same key are still in the queue. */
const keys = 5000;

const nightjar = (name: string, settings: string, more: Pick<Topic, 'concurrency'>): Contender => ({
  name,
  settings,
  prepare: async (url, size) => {
    await migrate(url);
    const database = openDatabase(url, { connections: 2 });
    const tasks = openTasks({ database, logger });
    const make = (n: number) => ({ topic: 'trivial', payload: { n }, exclusive: `key ${n % keys}` });
    await inGroups(size, make, tasks.enqueue);
    await tasks.stop();
    await database.close();
  },
  run: async (url, size, limitMs) => {
    const database = openDatabase(url);
    const tasks = openTasks({ database, logger });
    const counted = counter(size, limitMs);
    const run = async ({ payload }: RunningTask<{ n: number }>) => counted.count(payload.n);
    await tasks.start([{ name: 'trivial', run, rate, ...more }]);
    await counted.finished;
    await tasks.stop();
    const measured = counted.measured();
    const done = await database.one<{ n: number }>(sql`
      select count(*) as n from nightjar.task_done where outcome = 'done'`);
    if (measured.handled === size && done?.n !== size)
      throw new Error(`Of ${size} tasks ${done?.n} are done.`);
    await database.run(sql`truncate nightjar.task, nightjar.task_done`);
    await database.close();
    return measured;
  },
});

const promises = 'fencing, exclusive keys and a rate on';
export const ours = nightjar('nightjar', `defaults, ${promises}`, {});
export const oursFastest = nightjar('nightjar, fastest', `concurrency 400, ${promises}`, {
  concurrency: 400,
});
