import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { type Attempt, closing, runAttempt } from './attempt.ts';
import { mayRun, prefetchOf } from './lease.ts';
import * as queue from './queue.ts';
import type { Settlement } from './settlement.ts';
import type { Topic } from './tasks.ts';

export type Lane = {
  /** There may be something to claim. */
  readonly pull: () => void;
  /** Outcomes were written: what was held back by an exclusive key or by `maxRunning` may be free now. */
  readonly freed: () => void;
  /** Gives back what has not begun; resolves when nothing runs. */
  readonly close: (graceMs: number) => Promise<void>;
};

export type LaneParts = {
  readonly topic: Topic;
  readonly database: Database;
  readonly settlement: Settlement;
  readonly owner: string;
  readonly logger: Pick<Logger, 'warn'>;
};

type Waiting = { readonly claimed: queue.Claimed; readonly sentAt: number };

/** Outcomes that may travel before a lane stops claiming: beyond it the database is slower than the handlers. */
const mostPending = 1000;

/** One topic in this process: claims in batches, begins tasks while their lease allows it. */
export const openLane = ({ topic, database, settlement, owner, logger }: LaneParts): Lane => {
  const { leaseMs = 30_000, concurrency = 100, rate } = topic;
  const running = new Set<Attempt>();
  const waiting: Waiting[] = [];
  let averageMs: number | undefined;
  let claiming: Promise<void> | undefined;
  /** Something may be ready that was not asked for yet. */
  let wanted = false;
  /** The last claim brought less than it asked for. */
  let short = false;
  let empties = 0;
  let later: NodeJS.Timeout | undefined;
  let closed = false;

  const giveBack = () => {
    for (const { claimed } of waiting.splice(0)) settlement.add({ kind: 'released', held: claimed });
  };

  const begin = ({ claimed, sentAt }: Waiting) => {
    const began = performance.now();
    const attempt = runAttempt({
      topic,
      claimed,
      leaseMs,
      sentAt,
      renew: (held) => queue.renew(database, held, leaseMs),
      ended: settlement.add,
    });
    running.add(attempt);
    void attempt.over.then(() => {
      const tookMs = performance.now() - began;
      averageMs = averageMs === undefined ? tookMs : averageMs * 0.9 + tookMs * 0.1;
      running.delete(attempt);
      fill();
    });
  };

  const fill = () => {
    while (!closed && running.size < concurrency) {
      const next = waiting.shift();
      if (next === undefined) break;
      if (mayRun({ sentAt: next.sentAt, leaseMs }, performance.now())) begin(next);
      else settlement.add({ kind: 'released', held: next.claimed });
    }
    if (wanted) ask();
  };

  const room = (): number => {
    if (settlement.pending() > mostPending) return 0;
    const ahead = prefetchOf({ concurrency, leaseMs, averageMs, rated: rate !== undefined });
    const free = concurrency + ahead - running.size - waiting.length;
    // Not one claim for each task that ends: wait until half of what is kept ahead is used up.
    return free * 2 < ahead ? 0 : free;
  };

  const claimOnce = async (n: number): Promise<void> => {
    const sentAt = performance.now();
    const got = await queue.claim(database, topic.name, n, owner, leaseMs);
    short = got.length < n;
    empties = got.length === 0 ? empties + 1 : 0;
    waiting.push(...got.map((claimed) => ({ claimed, sentAt })));
    if (closed) return giveBack();
    if (rate === undefined) wanted ||= got.length > 0;
    else if (!short) wanted = true;
    // Short of tokens, perhaps: ask again when there is one. After three claims in vain the poll takes over.
    else if (empties < 3) later ??= setTimeout(pull, Math.max(10, Math.ceil(1000 / rate.perSecond) + 1));
    fill();
  };

  const claimAll = async (): Promise<void> => {
    try {
      for (let n = room(); wanted && !closed && n > 0; n = room()) {
        wanted = false;
        await claimOnce(n);
      }
    } catch (error) {
      logger.warn({ err: error, topic: topic.name }, 'tasks were not claimed');
    }
  };

  const ask = () => {
    if (closed || claiming !== undefined || room() <= 0) return;
    claiming = claimAll().finally(() => {
      claiming = undefined;
      // A slot, or a hint, may have come between the last look and now.
      if (wanted) ask();
    });
  };

  const pull = () => {
    clearTimeout(later);
    later = undefined;
    wanted = true;
    ask();
  };

  return {
    pull,
    freed: () => {
      if (short) wanted = true;
      if (wanted) ask();
    },
    close: async (graceMs) => {
      closed = true;
      clearTimeout(later);
      giveBack();
      await claiming;
      const ends = Promise.all([...running].map(({ over }) => over));
      const grace = setTimeout(
        () => {
          for (const attempt of running) attempt.abort(closing());
        },
        topic.endless === true ? 0 : graceMs,
      );
      // A handler that ignores the abort is left to its lease.
      const last = new Promise((resolve) => setTimeout(resolve, graceMs + 1000).unref());
      await Promise.race([ends, last]);
      clearTimeout(grace);
    },
  };
};
