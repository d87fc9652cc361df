import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { type Lane, openLane } from './lane.ts';
import * as queue from './queue.ts';
import { openSettlement } from './settlement.ts';
import type { Topic } from './tasks.ts';

export type Worker = {
  readonly wake: (topics: readonly string[]) => void;
  /** Something is scheduled, perhaps before the next poll. */
  readonly scheduled: () => void;
  readonly stop: (graceMs: number) => Promise<void>;
};

export type Retention = {
  /** Done tasks are kept this long (3 days), dead ones this long (90 days). */
  readonly doneMs: number;
  readonly deadMs: number;
};

/** Poll when nothing is known to wait, and when something is ready that could not be claimed (a key, a rate, a limit). */
const idleMs = 1000;
const hotMs = 100;
const pruneEveryMs = 60_000;

/** Runs topics in this process: one poll for all of them, one lane for each. */
export const openWorker = (
  database: Database,
  topics: readonly Topic[],
  logger: Pick<Logger, 'warn'>,
  retention: Retention,
): Worker => {
  const owner = `${hostname()}:${process.pid}`;
  const lanes = new Map<string, Lane>();
  const settlement = openSettlement(database, logger, (retries) => {
    if (retries) pollSoon();
    for (const lane of lanes.values()) lane.freed();
  });
  for (const topic of topics) {
    lanes.set(topic.name, openLane({ topic, database, settlement, owner, logger }));
  }
  let stopped = false;
  let endPause = () => {};
  let due = false;
  let prunedAt = performance.now();

  const pollSoon = () => {
    due = true;
    endPause();
  };

  const poll = async (): Promise<number> => {
    const ticks = await queue.tick(database, [...lanes.keys()]);
    let pauseMs = idleMs;
    for (const { topic, ready, dueMs } of ticks) {
      if (ready) {
        lanes.get(topic)?.pull();
        pauseMs = Math.min(pauseMs, hotMs);
      }
      if (dueMs !== null) pauseMs = Math.min(pauseMs, Math.max(5, Math.ceil(dueMs)));
    }
    if (performance.now() - prunedAt > pruneEveryMs) {
      // A full batch: there is more, go on at the next poll.
      if ((await queue.prune(database, retention)) < 1000) prunedAt = performance.now();
    }
    return pauseMs;
  };

  const loop = async (): Promise<void> => {
    while (!stopped) {
      let pauseMs = idleMs;
      try {
        due = false;
        pauseMs = await poll();
      } catch (error) {
        logger.warn({ err: error }, 'the task queue was not polled');
      }
      if (stopped) break;
      if (due) pauseMs = 5;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        endPause = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const looping = loop();

  return {
    wake: (woken) => {
      for (const topic of woken) lanes.get(topic)?.pull();
    },
    scheduled: pollSoon,
    stop: async (graceMs) => {
      stopped = true;
      endPause();
      await looping;
      await Promise.all([...lanes.values()].map((lane) => lane.close(graceMs)));
      settlement.close();
      await settlement.drained();
    },
  };
};
