import { setImmediate as breath, setTimeout as sleep } from 'node:timers/promises';
import type { Kernel } from '@nightjar/kernel/kernel';
import { inTurn } from '../../../telemetry/in-turn.ts';
import { calleeOf } from './callee.ts';
import { openFigures } from './figures.ts';
import { type Resolved, resolved, written } from './flush.ts';
import type { Catalog } from './known.ts';
import { minuteOf } from './minute.ts';
import type { Attributes, Batch } from './otlp/span.ts';
import { refuse } from './refusals.ts';
import { type Service, serviceOf } from './service.ts';
import { openTally } from './tally.ts';
import { noteCall, tell } from './tell.ts';
import { openWindow } from './window.ts';
import { openWords } from './words.ts';

export type CollectorOptions = {
  /** Between two writes; a crash loses what was heard since the last, and the halves that wait in the window. */
  readonly flushMs?: number;
  /** Spans that wait for their other half: at most so many (about 400 bytes each), and for so long. */
  readonly windowSpans?: number;
  readonly windowMs?: number;
  /** Edges of a minute that wait to be written, and how long the oldest may: beyond either, requests are put off. */
  readonly unwrittenEdges?: number;
  readonly unwrittenMs?: number;
  readonly edgesAMinute?: number;
  readonly entities?: number;
  readonly seenMs?: number;
  readonly changeMs?: number;
};

/** What became of one request. */
export type Outcome = {
  readonly malformed: number;
  readonly nameless: number;
  /** Spans of services, and calls on edges, beyond what is kept. */
  readonly crowded: number;
};

/** Spans between which the rest of the house may breathe: some milliseconds of work. */
const spansAtOnce = 1000;
const mostRemembered = 10_000;
/** For a last word to the catalog when the house closes. */
const lastWordMs = 2000;

/** Turns spans into edges: joins them, adds them up, writes them every few seconds, and tells the catalog who was seen. */
export const openCollector = (
  kernel: Pick<Kernel, 'clock' | 'database' | 'logger' | 'metrics'>,
  catalog: Catalog,
  options: CollectorOptions = {},
) => {
  const { clock, database, logger } = kernel;
  const { flushMs = 3000, unwrittenEdges = 50_000, unwrittenMs = 15_000 } = options;
  const now = (): number => clock.now().getTime();
  const tally = openTally({ mostAMinute: options.edgesAMinute ?? 10_000 });
  const words = openWords({
    most: options.entities ?? 20_000,
    seenMs: options.seenMs ?? 60_000,
    changeMs: options.changeMs ?? 10_000,
    forgetMs: 3_600_000,
  });
  let crowded = 0;
  const window = openWindow(
    { most: options.windowSpans ?? 200_000, ageMs: options.windowMs ?? 60_000 },
    (call) => {
      if (!tally.add(call, now())) crowded += 1;
    },
  );
  const writing = { edges: 0, since: undefined as number | undefined };
  const unwritten = (): number => tally.size() + writing.edges;
  const figures = openFigures(kernel.metrics, { held: window.size, unwritten, words: words.size });
  const told = { duplicates: 0, unmatched: 0 };

  const remembered = new Map<string, Service | null>();
  const serviceFor = (resource: Attributes): Service | null => {
    const key = JSON.stringify(resource);
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const service = serviceOf(resource) ?? null;
    if (remembered.size >= mostRemembered) remembered.clear();
    remembered.set(key, service);
    return service;
  };

  const count = (): void => {
    const { duplicates, unmatched } = window.counts;
    figures.spans('duplicate', duplicates - told.duplicates);
    figures.spans('unmatched', unmatched - told.unmatched);
    Object.assign(told, window.counts);
    figures.leftOut('crowded', crowded);
    crowded = 0;
  };

  const write = async (): Promise<void> => {
    const taken = tally.take();
    [writing.edges, writing.since] = [taken.edges.size, taken.since];
    let left: ReadonlyMap<string, Resolved['edge']> = taken.edges;
    try {
      const all = await resolved(catalog, taken.edges);
      const outcome = await written(database, all);
      const isAddress = (key: string): boolean => taken.edges.get(key)?.callee.is === 'address';
      const found = new Set(all.map(({ key }) => key));
      for (const [key, edge] of taken.edges)
        if (!found.has(key) && isAddress(key)) figures.leftOut('unknown-address', edge.count);
      left = new Map(outcome.left.map(({ key, edge }) => [key, edge]));
      for (const one of outcome.done) {
        figures.written(one.edge.count);
        noteCall(words, one, now());
      }
      for (const { one } of outcome.refused) figures.leftOut('refused', one.edge.count);
      const [first] = outcome.refused;
      if (first !== undefined) {
        const { caller, callee } = first.one.row;
        logger.error(
          { err: first.error, caller, callee, count: outcome.refused.length },
          'the database refused edges from traces; they are left out',
        );
      }
      if (outcome.error !== undefined) throw outcome.error;
    } finally {
      if (left.size > 0) tally.putBack(left, taken.since);
      [writing.edges, writing.since] = [0, undefined];
    }
  };

  const flush = async (): Promise<void> => {
    window.settle(performance.now());
    count();
    try {
      if (tally.size() > 0) await write();
    } catch (error) {
      logger.warn({ err: error, waiting: unwritten() }, 'calls from traces could not be written; they wait');
    }
  };

  const tellAll = async (): Promise<void> => {
    try {
      await tell(catalog, words, clock.now(), ({ description: { entity } }, error) => {
        figures.untold();
        logger.error({ err: error, entity }, 'the database refused what traces show of an entity');
      });
    } catch (error) {
      logger.warn({ err: error }, 'what traces show could not be told to the catalog; it is told again');
    }
  };

  const writer = inTurn(flush);
  // Apart from the writing: a catalog that is being built anew answers late, and calls need not wait for it.
  const teller = inTurn(tellAll);
  const timer = setInterval(() => {
    if (!writer.isBusy()) void writer.run().then(() => (teller.isBusy() ? undefined : teller.run()));
  }, flushMs).unref();

  const hearBatch = async (org: number, batch: Batch): Promise<Outcome> => {
    const { resource, spans, internal, malformed } = batch;
    figures.spans('internal', internal);
    figures.spans('malformed', malformed);
    const service = serviceFor(resource);
    if (service === null) {
      figures.spans('nameless', spans.length + internal);
      return { malformed, nameless: spans.length + internal, crowded: 0 };
    }
    if (!words.heard(org, service, now())) {
      figures.spans('crowded', spans.length + internal);
      return { malformed, nameless: 0, crowded: spans.length + internal };
    }
    let off = 0;
    const before = crowded;
    for (const [index, span] of spans.entries()) {
      if (index % spansAtOnce === spansAtOnce - 1) await breath();
      const heardAt = now();
      const { minute, isClockOff } = minuteOf(span.startMs, heardAt);
      if (isClockOff) off += 1;
      const callee = calleeOf(span, service.name);
      window.hear({ org, service, span, minute, callee }, performance.now());
    }
    figures.spans('heard', spans.length);
    figures.spans('clock-off', off);
    return { malformed, nameless: 0, crowded: crowded - before };
  };

  // One request at a time, so that what is decoded of it is never held many times over.
  let turn: Promise<unknown> = Promise.resolve();

  return {
    /** Throws where more may not be taken in now: the database is behind. */
    admit: (): void => {
      const since = writing.since ?? tally.since();
      const waitedMs = since === undefined ? 0 : now() - since;
      if (unwritten() < unwrittenEdges && waitedMs < unwrittenMs) return;
      figures.putOff();
      throw refuse('calls.behind', {
        detail: `${unwritten()} edges wait, the oldest for ${Math.round(waitedMs / 1000)} s.`,
        retryAfterSeconds: 5,
      });
    },
    putOff: figures.putOff,
    /** Hears all of a request or, where `read` throws, nothing of it. */
    hear: (org: number, read: () => Iterable<Batch>): Promise<Outcome> => {
      const mine = turn.then(async () => {
        const batches: Batch[] = [];
        let spans = 0;
        for (const batch of read()) {
          batches.push(batch);
          spans += batch.spans.length;
          if (spans < spansAtOnce) continue;
          spans = 0;
          await breath();
        }
        const sum = { malformed: 0, nameless: 0, crowded: 0 };
        for (const batch of batches) {
          const outcome = await hearBatch(org, batch);
          sum.malformed += outcome.malformed;
          sum.nameless += outcome.nameless;
          sum.crowded += outcome.crowded;
        }
        return sum;
      });
      turn = mine.catch(() => {});
      return mine;
    },
    /** Writes what waits, and tells who was seen. */
    flush: async (): Promise<void> => {
      await writer.run();
      await teller.run();
    },
    /** Lets go of every half that waits, writes all, and ends. */
    close: async (): Promise<void> => {
      clearInterval(timer);
      await turn;
      window.settle(Number.POSITIVE_INFINITY);
      await writer.run();
      // What is not told now is told by the next start, when it is seen again.
      await Promise.race([teller.run(), sleep(lastWordMs, undefined, { ref: false })]);
    },
  };
};

export type Collector = ReturnType<typeof openCollector>;
