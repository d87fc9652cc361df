import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import * as queue from './queue.ts';

export type Ended =
  | { readonly kind: 'done'; readonly held: queue.Held }
  | { readonly kind: 'failed'; readonly held: queue.Held; readonly error: string }
  | { readonly kind: 'released'; readonly held: queue.Held };

export type Settlement = {
  readonly add: (ended: Ended) => void;
  /** Tasks that have ended and of which the database does not know yet. */
  readonly pending: () => number;
  /** Resolves when all is written, or was tried for the last time after `close`. */
  readonly drained: () => Promise<void>;
  readonly close: () => void;
};

const largest = 500;

/**
 * Writes outcomes in batches without waiting for any: while one batch travels the next gathers, so that a lone task is
 * written at once and a flood goes 500 a statement. Sorted by id, so that two processes never wait in a ring.
 */
export const openSettlement = (
  database: Database,
  logger: Pick<Logger, 'warn'>,
  onWritten: (retries: boolean) => void,
): Settlement => {
  let waiting: Ended[] = [];
  let travelling = 0;
  let flushing: Promise<void> | undefined;
  let closed = false;

  const write = async (batch: readonly Ended[]): Promise<void> => {
    const done = batch.filter((ended) => ended.kind === 'done').map(({ held }) => held);
    const failed = batch.filter((ended) => ended.kind === 'failed');
    const released = batch.filter((ended) => ended.kind === 'released').map(({ held }) => held);
    // Each is fenced, so that a batch which is written again after an unknown outcome changes nothing the second time.
    if (done.length > 0) await queue.complete(database, done);
    if (failed.length > 0) {
      const fates = await queue.fail(
        database,
        failed.map(({ held, error }) => ({ ...held, error })),
      );
      for (const { id, outcome } of fates)
        if (outcome === 'dead') logger.warn({ task: id }, 'a task is dead');
    }
    if (released.length > 0) await queue.release(database, released);
  };

  const flush = async (): Promise<void> => {
    // Lets the tasks that end in the same turn of the loop travel together.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.slice(0, largest).sort((a, b) => (a.held.id < b.held.id ? -1 : 1));
      waiting = waiting.slice(largest);
      travelling = batch.length;
      try {
        await write(batch);
      } catch (error) {
        logger.warn({ err: error, tasks: batch.length }, 'outcomes of tasks were not written');
        if (closed) break;
        waiting = [...batch, ...waiting];
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      travelling = 0;
      onWritten(batch.some(({ kind }) => kind === 'failed'));
    }
    travelling = 0;
    flushing = undefined;
  };

  return {
    add: (ended) => {
      waiting.push(ended);
      flushing ??= flush();
    },
    pending: () => waiting.length + travelling,
    drained: () => flushing ?? Promise.resolve(),
    close: () => {
      closed = true;
    },
  };
};
