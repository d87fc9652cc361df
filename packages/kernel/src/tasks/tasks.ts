import type { Queryable } from '../database/database.ts';
import type { NewTask } from './task.ts';

export type RunningTask<Payload = unknown> = {
  readonly id: string;
  readonly topic: string;
  /** The fencing token: a completion with an older attempt changes nothing. */
  readonly attempt: number;
  readonly payload: Payload;
  /** Aborted at the lease's end minus the margin, and when the house closes. */
  readonly signal: AbortSignal;
  /** Asks for more time; false where the lease was lost. */
  readonly renew: () => Promise<boolean>;
};

export type Topic = {
  readonly name: string;
  readonly run: (task: RunningTask<never>) => Promise<unknown>;
  readonly leaseMs?: number;
  /** Tasks of the topic that run at once, over all processes. */
  readonly maxRunning?: number;
  readonly rate?: { readonly perSecond: number; readonly burst: number };
};

export type TaskStatus = {
  readonly id: string;
  readonly topic: string;
  readonly state: 'scheduled' | 'ready' | 'leased' | 'done' | 'dead';
  readonly attempt: number;
  readonly lastError: string | null;
};

export type Tasks = {
  readonly enqueue: (tasks: readonly NewTask[], tx?: Queryable) => Promise<string[]>;
  readonly status: (id: string) => Promise<TaskStatus | undefined>;
  readonly dead: (topic?: string, limit?: number) => Promise<TaskStatus[]>;
  /** Puts a dead task back in the queue with a fresh count of attempts. */
  readonly redrive: (id: string) => Promise<boolean>;
  readonly pause: (topic: string, paused: boolean) => Promise<void>;
  readonly start: (topics: readonly Topic[]) => Promise<void>;
  readonly stop: () => Promise<void>;
};
