import type { Queryable } from '../database/database.ts';
import type { NewTask } from './task.ts';

export type RunningTask<Payload = unknown> = {
  readonly id: string;
  readonly org: number;
  readonly topic: string;
  /** The fencing token: a completion with an older attempt changes nothing. */
  readonly attempt: number;
  readonly payload: Payload;
  /**
   * Aborted at the lease's end minus the margin, and when the house closes. A handler must stop its effects then:
   * from that moment on another attempt may run.
   */
  readonly signal: AbortSignal;
  /** Asks for a whole lease more; false where the lease was lost. */
  readonly renew: () => Promise<boolean>;
};

export type Topic = {
  readonly name: string;
  readonly run: (task: RunningTask<never>) => Promise<unknown>;
  /** 30,000 where not given. */
  readonly leaseMs?: number;
  /** Tasks of the topic that run at once in this process; 100 where not given. */
  readonly concurrency?: number;
  /** Tasks of the topic that run at once, over all processes. */
  readonly maxRunning?: number;
  /** Starts over all processes: at most `burst + perSecond * t` in any t seconds. */
  readonly rate?: { readonly perSecond: number; readonly burst: number };
  /** Work without an end of its own: when the house closes it is told at once, and given back without a wait for it. */
  readonly endless?: boolean;
  /** After the n-th failure wait a random time in [0, min(capMs, baseMs * 2^n)); 1 s and 10 min where not given. */
  readonly retry?: { readonly baseMs: number; readonly capMs: number };
};

export type TaskStatus = {
  readonly id: string;
  readonly org: number;
  readonly topic: string;
  readonly state: 'scheduled' | 'ready' | 'leased' | 'done' | 'dead';
  readonly attempt: number;
  readonly runAt: Date | null;
  readonly finishedAt: Date | null;
  readonly lastError: string | null;
};

export type Tasks = {
  /** Answers an id for each, in order: its own, or that of the task which has its unique key already. */
  readonly enqueue: (tasks: readonly NewTask[], tx?: Queryable) => Promise<string[]>;
  /** Says that tasks of these topics were enqueued by other means and committed: a hint that saves waiting for the poll. */
  readonly wake: (topics: readonly string[]) => void;
  readonly status: (org: number, id: string) => Promise<TaskStatus | undefined>;
  /** The latest first, at most `limit` (100). */
  readonly dead: (org: number, only?: { topic?: string; limit?: number }) => Promise<TaskStatus[]>;
  /** Puts a dead task back in the queue with a fresh count of attempts; false where it is not dead. */
  readonly redrive: (org: number, id: string) => Promise<boolean>;
  readonly pause: (topic: string, paused: boolean) => Promise<void>;
  /** Runs these topics in this process, until `stop`. */
  readonly start: (topics: readonly Topic[]) => Promise<void>;
  /** Gives back what has not begun, waits for what runs, then aborts it; closes what `tasks` opened. */
  readonly stop: () => Promise<void>;
};
