import type { Kernel } from '@nightjar/kernel/kernel';
import { inTurn } from '../../telemetry/in-turn.ts';
import { openCounters } from './counters.ts';
import { openFigures } from './figures.ts';
import { type Flushed, flush, type Told } from './flush.ts';
import { type Meter, meter } from './meter.ts';
import { refuse } from './refusals.ts';
import { openRegister } from './register.ts';
import { openTally } from './tally.ts';

export type CollectorOptions = {
  /** Between two writes; a crash loses what was taken since the last. */
  readonly flushMs?: number;
  /** Slots of ten seconds that wait to be written, about 150 bytes each, and how long the oldest may: beyond either, requests are put off. */
  readonly unwrittenSlots?: number;
  readonly unwrittenMs?: number;
  /** Of an organisation. */
  readonly series?: number;
  /** Whose last value is remembered, about 250 bytes each. */
  readonly counters?: number;
};

/** Adds up the points that are brought here, and writes them every few seconds. */
export const openCollector = (
  kernel: Pick<Kernel, 'clock' | 'database' | 'logger' | 'metrics'>,
  options: CollectorOptions = {},
) => {
  const { clock, database, logger } = kernel;
  const { flushMs = 3000, unwrittenSlots = 200_000, unwrittenMs = 15_000 } = options;
  const now = (): number => clock.now().getTime();
  const register = openRegister(database, options.series ?? 50_000);
  const counters = openCounters(options.counters ?? 200_000);
  const tally = openTally();
  const told: Told = new WeakMap();
  const writing = { slots: 0, since: undefined as number | undefined };
  let since: number | undefined;
  const unwritten = (): number => tally.size() + writing.slots;
  const figures = openFigures(kernel.metrics, { unwritten, counters: counters.size });

  const count = ({ slots, shut, refused }: Flushed): void => {
    figures.written(slots);
    figures.lost('shut', shut);
    for (const { bundle } of refused) figures.lost('refused', bundle.slots.size);
    const [first] = refused;
    if (first === undefined) return;
    const { service, signal } = first.bundle.series;
    logger.error(
      { err: first.error, service, signal, count: refused.length },
      'the database refused measurements; they are left out',
    );
  };

  const write = async (): Promise<void> => {
    counters.forget(now());
    if (tally.size() === 0) {
      since = undefined;
      return;
    }
    [writing.slots, writing.since] = [tally.size(), since];
    since = undefined;
    const outcome = await flush(database, tally.take(), told, now());
    count(outcome);
    if (outcome.left.size > 0) {
      tally.putBack(outcome.left);
      since = writing.since;
    }
    [writing.slots, writing.since] = [0, undefined];
    if (outcome.error !== undefined)
      logger.warn(
        { err: outcome.error, waiting: unwritten() },
        'measurements could not be written; they wait',
      );
  };

  const writer = inTurn(write);
  const timer = setInterval(() => {
    if (!writer.isBusy()) void writer.run();
  }, flushMs).unref();

  return {
    figures,
    register,
    /** Throws where more may not be taken in now: the database is behind. */
    admit: (): void => {
      const waits = writing.since ?? since;
      const waitedMs = waits === undefined ? 0 : now() - waits;
      if (unwritten() === 0 || (unwritten() < unwrittenSlots && waitedMs < unwrittenMs)) return;
      figures.putOff();
      throw refuse('signals.behind', {
        detail: `${unwritten()} slots wait, the oldest for ${Math.round(waitedMs / 1000)} s.`,
        retryAfterSeconds: 5,
      });
    },
    /** Who takes the points of one request. */
    meter: async (org: number): Promise<Meter> => {
      await register.prepare(org, now());
      since ??= now();
      return meter({ org, now: now(), register, tally, counters });
    },
    flush: writer.run,
    /** Writes all, and ends. */
    close: async (): Promise<void> => {
      clearInterval(timer);
      await writer.run();
    },
  };
};

export type Collector = ReturnType<typeof openCollector>;
