import { errorText } from './error-text.ts';
import { deadlineOf } from './lease.ts';
import type { Claimed } from './queue.ts';
import type { Ended } from './settlement.ts';
import type { RunningTask, Topic } from './tasks.ts';

export type Attempt = {
  readonly abort: (reason: Error) => void;
  /** Resolves when its slot is free: when the handler has ended, or at the deadline where it did not. */
  readonly over: Promise<void>;
};

export type AttemptParts = {
  readonly topic: Topic;
  readonly claimed: Claimed;
  readonly leaseMs: number;
  readonly sentAt: number;
  readonly renew: (claimed: Claimed) => Promise<boolean>;
  /** Called once, also for a handler that ends after its deadline: fencing decides whether it still counts. */
  readonly ended: (ended: Ended) => void;
};

class ClosingError extends Error {}
export const closing = (): Error => new ClosingError('Nightjar is stopping.');

/** One execution of one task under its lease. */
export const runAttempt = ({ topic, claimed, leaseMs, sentAt, renew, ended }: AttemptParts): Attempt => {
  const controller = new AbortController();
  const { id, org, attempt, payload } = claimed;
  let timer: NodeJS.Timeout | undefined;
  let free = () => {};
  const over = new Promise<void>((resolve) => {
    free = resolve;
  });
  const lose = () => {
    controller.abort(new Error('The lease of the task has ended.'));
    free();
  };
  const watch = (from: number) => {
    clearTimeout(timer);
    timer = setTimeout(lose, deadlineOf({ sentAt: from, leaseMs }) - performance.now());
  };
  const task: RunningTask = {
    id,
    org,
    topic: topic.name,
    attempt,
    payload,
    signal: controller.signal,
    renew: async () => {
      const from = performance.now();
      const renewed = !controller.signal.aborted && (await renew(claimed));
      // The deadline may have passed while the renewal travelled: the signal is aborted, and stays so.
      if (renewed && !controller.signal.aborted) watch(from);
      else if (!renewed) lose();
      return renewed && !controller.signal.aborted;
    },
  };
  const execute = async () => {
    watch(sentAt);
    try {
      await topic.run(task as RunningTask<never>);
      ended({ kind: 'done', held: claimed });
    } catch (error) {
      const stopped = controller.signal.aborted && controller.signal.reason instanceof ClosingError;
      if (stopped) ended({ kind: 'released', held: claimed });
      else ended({ kind: 'failed', held: claimed, error: errorText(error, payload) });
    } finally {
      clearTimeout(timer);
      free();
    }
  };
  void execute();
  return { abort: (reason) => controller.abort(reason), over };
};
