import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import * as queue from './queue.ts';
import type { Tasks } from './tasks.ts';
import { openWake } from './wake.ts';
import { openWorker, type Retention, type Worker } from './worker.ts';

export type TasksParts = {
  readonly database: Database;
  readonly logger: Pick<Logger, 'warn'>;
  /** How long `stop` waits for handlers before it aborts their signals; 5,000 where not given. */
  readonly graceMs?: number;
  readonly retention?: Retention;
};

const day = 86_400_000;

/** The queue of this process: enqueues always, runs topics after `start`. */
export const openTasks = ({
  database,
  logger,
  graceMs = 5000,
  retention = { doneMs: 3 * day, deadMs: 90 * day },
}: TasksParts): Tasks => {
  let worker: Worker | undefined;
  const wakeHere = (topics: readonly string[]) => worker?.wake(topics);
  const others = openWake(database, wakeHere);
  const wake = (topics: readonly string[]) => {
    wakeHere(topics);
    others.tell(topics);
  };

  return {
    enqueue: async (tasks, tx) => {
      if (tasks.length === 0) return [];
      const ids = await queue.enqueue(tx ?? database, tasks);
      const topics = [...new Set(tasks.map(({ topic }) => topic))];
      const hint = () => {
        wake(topics);
        if (tasks.some(({ runAt }) => runAt !== undefined)) worker?.scheduled();
      };
      if (tx === undefined) hint();
      // When the caller's transaction commits is not known here; mostly it has after this, else the poll finds the task.
      else setTimeout(hint, 10).unref();
      return ids;
    },
    wake,
    status: (org, id) => queue.status(database, org, id),
    dead: (org, only = {}) => queue.dead(database, org, only),
    redrive: async (org, id) => {
      const redriven = await queue.redrive(database, org, id);
      const topic = redriven ? (await queue.status(database, org, id))?.topic : undefined;
      if (topic !== undefined) wake([topic]);
      return redriven;
    },
    pause: async (topic, paused) => {
      await queue.pause(database, topic, paused);
      if (!paused) wake([topic]);
    },
    start: async (topics) => {
      if (worker !== undefined) throw new Error('Tasks were started already.');
      for (const topic of topics) await queue.register(database, topic);
      await others.listen();
      worker = openWorker(database, topics, logger, retention);
    },
    stop: async () => {
      await worker?.stop(graceMs);
      worker = undefined;
      await others.close();
    },
  };
};
