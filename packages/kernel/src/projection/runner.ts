import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { Follower } from './follower.ts';
import { type Step, step } from './step.ts';
import type { Stepped } from './stepped.ts';

/** What a runner asks of the log besides its windows. */
export type Followed = Pick<Log, 'tail' | 'waiting'>;

export type Runner = {
  /** The last position this process knows to have been applied. */
  readonly pos: () => number;
  readonly onApplied: (listener: (pos: number) => void) => () => void;
  readonly wake: () => void;
  readonly stop: () => Promise<void>;
};

/** Idle waits, ms: short after work, longer while nothing happens. A wake-up ends one at once. */
const shortest = 50;
const longest = 1000;
/** After an error that lies in the moment: a database that is back should not be kept waiting. */
const longestTrouble = 200;
/** After an answer of the database that trying again soon will hardly change; no wake-up ends that wait. */
const longestHalted = 30_000;
/**
 * Windows of a follower that has caught up begin at most this often, ms: a step has fixed costs (some ten round trips), and
 * under steady traffic one an append would spend more on them than on the facts. The first after a rest begins at once.
 */
const betweenSteps = 20;
/** A checkpoint follows what was passed by after this long, ms. */
const storeEvery = 1000;
/** Who runs a follower says so this often, ms, even if nothing happens: `retireAbandoned` goes by that. */
const touchEvery = 3_600_000;
/** Facts that wait to be appended from which on a model gives way to the writers. */
const pressing = 1000;

/** How long a model rests after a window while writers wait: three times as long as it worked, so it keeps a quarter. */
const givesWay = (waiting: number, workedMs: number): number =>
  waiting < pressing ? 0 : Math.min(500, workedMs * 3);

/** Applies window after window for as long as the house is open; where another process does, follows its progress. */
export const runner = (
  database: Database,
  follower: Follower,
  logger: Logger,
  log: Followed,
  onStep?: (stepped: Stepped) => Promise<void>,
): Runner => {
  const listeners = new Set<(pos: number) => void>();
  let pos = 0;
  let stopped = false;
  let woken = false;
  let deaf = false;
  let rouse: (() => void) | null = null;

  const rest = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      if ((woken && !deaf) || stopped) return resolve();
      const timer = setTimeout(() => rouse?.(), ms);
      rouse = () => {
        clearTimeout(timer);
        rouse = null;
        resolve();
      };
    });

  const moved = (to: number): boolean => {
    const on = to > pos;
    // Also backwards, if the database is not the one it was: what it no longer holds has not been applied.
    pos = to;
    if (!on) return false;
    for (const listener of listeners) listener(pos);
    return true;
  };

  const whose = { [follower.is]: follower.name };

  const halt = async (why: string): Promise<void> => {
    deaf = true;
    logger.error(whose, why);
    await follower.sayHalted(database, why).catch(() => {});
    await onStep?.({ is: 'halted', pos, why });
  };

  const run = async (): Promise<void> => {
    let idle = shortest;
    let next: Step['next'] = null;
    let cursor: Step['cursor'] = null;
    let stored = 0;
    let touched = Number.NEGATIVE_INFINITY;
    while (!stopped) {
      woken = false;
      const began = performance.now();
      try {
        if (began - touched >= touchEvery) {
          await follower.touch();
          touched = began;
        }
        const store = began - stored >= storeEvery;
        const result = await step(database, follower, log, { cursor, fetched: next, store });
        ({ next, cursor } = result);
        const { stepped } = result;
        if (cursor === null || cursor.stored === cursor.passed) stored = began;
        if (stepped.is === 'gone') return;
        await onStep?.(stepped);
        if (stepped.is === 'halted' || stepped.is === 'lost') logger.error(whose, stepped.why);
        if (stepped.is === 'lost') return;
        const progress = moved(stepped.pos);
        if (stepped.is === 'applied') {
          idle = shortest;
          const worked = performance.now() - began;
          const caughtUp = stepped.pos === stepped.head;
          const due = Math.max(givesWay(log.waiting(), worked), caughtUp ? betweenSteps - worked : 0);
          if (due > 0) await sleep(due);
          if (!caughtUp || woken) continue;
        }
        idle = progress ? shortest : Math.min(longest, idle * 2);
        // Where another process applies, its progress is only seen by looking.
        await rest(stepped.is === 'elsewhere' ? Math.min(idle, 100) : idle);
      } catch (error) {
        next = null;
        cursor = null;
        if (stopped) return;
        const why = follower.whyHalted(error);
        if (why === null) logger.warn({ ...whose, error: String(error) }, 'it waits for the database');
        else await halt(why);
        await rest(idle);
        idle = Math.min(why === null ? longestTrouble : longestHalted, idle * 2);
        deaf = false;
      }
    }
  };
  const running = run();

  return {
    pos: () => pos,
    onApplied: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: () => {
      woken = true;
      if (!deaf) rouse?.();
    },
    stop: async () => {
      stopped = true;
      rouse?.();
      await running;
    },
  };
};
