import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { type AppenderLimits, appender, defaultLimits } from './appender.ts';
import type { Row } from './batch.ts';
import { appendConnection, type Statement } from './connection.ts';
import { epochOf } from './epoch.ts';
import type { Log } from './log.ts';
import { headOf, readAfter, readLatest, readStream } from './read.ts';
import { ensureSegments, segmentSize } from './segments.ts';
import { openTail } from './tail.ts';
import { wakeUps } from './wake.ts';

export type LogOptions = {
  readonly limits?: Partial<AppenderLimits>;
  readonly segmentSize?: number;
  /** Told when appending fails for long. */
  readonly logger?: Logger;
};

const noSegment = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '23514' && /no partition/.test(error.message);

/** Opens the log of a migrated database. */
export const openLog = async (database: Database, options: LogOptions = {}): Promise<Log> => {
  const size = options.segmentSize ?? segmentSize;
  await ensureSegments(database, size);
  let epoch = await epochOf(database);
  const reborn = new Set<() => void>();
  const connection = appendConnection(database.url);
  // A promotion breaks every connection, so whoever listens again may be talking to another database.
  const tail = openTail(database);
  const wake = wakeUps(database, async () => {
    const now = await epochOf(database);
    if (now === epoch) return;
    epoch = now;
    tail.begun();
    for (const listener of reborn) listener();
  });
  // Before anybody who would ask it is told.
  wake.onGrown(tail.grown);
  await wake.start();

  let ensuredFor = 0;
  const send = async (statement: Statement): Promise<Row[]> => {
    try {
      return await connection.query<Row>(statement);
    } catch (error) {
      if (!noSegment(error)) throw error;
      await ensureSegments(database, size);
      return connection.query<Row>(statement);
    }
  };
  const onAppended = (pos: number): void => {
    wake.grown(pos);
    // Ahead of need, once a segment; a miss is mended by `send`.
    const segment = Math.floor(pos / size);
    if (segment > ensuredFor) {
      ensuredFor = segment;
      void ensureSegments(database, size).catch(() => {
        ensuredFor = 0;
      });
    }
  };
  const group = appender(send, onAppended, { ...defaultLimits, ...options.limits }, options.logger);

  return {
    append: group.append,
    head: () => headOf(database),
    read: (from) => readAfter(database, from),
    stream: (org, stream) => readStream(database, org, stream),
    latest: (org, stream, page) => readLatest(database, org, stream, page),
    onGrown: wake.onGrown,
    tail: tail.after,
    waiting: group.waitingFacts,
    get epoch() {
      return epoch;
    },
    onNewEpoch: (listener) => {
      reborn.add(listener);
      return () => reborn.delete(listener);
    },
    close: async () => {
      await group.close();
      await wake.close();
      await connection.close();
    },
  };
};
