import type { Logger } from 'pino';
import type { Refusal } from '../refusal.ts';
import { claims, decode, encode, type Ready, type Row, ready } from './batch.ts';
import type { Statement } from './connection.ts';
import { episode } from './episode.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Append, Appended } from './log.ts';
import { refuse, unstorable } from './refusals.ts';

/** Sends one batch to the database and answers a row a command. */
export type Send = (statement: Statement) => Promise<Row[]>;

export type AppenderLimits = {
  /** Facts in one batch; a single command may be larger. */
  readonly batchFacts: number;
  readonly batchBytes: number;
  /** Facts that may wait before `log.busy`. */
  readonly queueFacts: number;
  readonly queueBytes: number;
  /** How long a batch is tried again while the database restarts or the lock is taken. */
  readonly patienceMs: number;
};

export const defaultLimits: AppenderLimits = {
  batchFacts: 500,
  batchBytes: 1_000_000,
  queueFacts: 20_000,
  queueBytes: 64_000_000,
  patienceMs: 10_000,
};

type Waiting = Ready & {
  readonly claims: readonly string[];
  readonly since: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (refusal: Refusal | Error) => void;
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Group commit: while one batch is on its way the next gathers, so the serial lock costs one commit a batch and not one
 * a fact. With nothing on its way a command leaves at the end of the current turn of the event loop: waiting longer
 * (1 to 3 ms were tried) only slows a single caller down, because a busy house gathers behind the commit anyway.
 */
export const appender = (
  send: Send,
  onAppended: (pos: number) => void,
  limits = defaultLimits,
  logger?: Logger,
) => {
  const trouble = episode(logger);
  let waiting: Waiting[] = [];
  let waitingFacts = 0;
  let waitingBytes = 0;
  let running: Promise<void> | null = null;
  let closed = false;

  const take = (): Waiting[] => {
    const batch: Waiting[] = [];
    const later: Waiting[] = [];
    const taken = new Set<string>();
    let facts = 0;
    let bytes = 0;
    for (const [index, item] of waiting.entries()) {
      const full =
        batch.length > 0 &&
        (facts + item.command.facts.length > limits.batchFacts || bytes + item.size > limits.batchBytes);
      if (full) {
        later.push(...waiting.slice(index));
        break;
      }
      if (item.claims.some((claim) => taken.has(claim))) {
        later.push(item);
        // Whoever asks for the same thing later must stay behind it.
        for (const claim of item.claims) taken.add(claim);
        continue;
      }
      for (const claim of item.claims) taken.add(claim);
      batch.push(item);
      facts += item.command.facts.length;
      bytes += item.size;
    }
    waiting = later;
    waitingFacts -= facts;
    waitingBytes -= bytes;
    return batch;
  };

  const settle = (batch: readonly Waiting[], rows: readonly Row[]): void => {
    let last = 0;
    for (const row of rows) {
      if (row.status === 'ok' && row.last_pos > last) last = row.last_pos;
      batch[row.cmd - 1]?.resolve(decode(row));
    }
    if (last > 0) onAppended(last);
  };

  /** What a failed batch means for one command: try again, alone or with others, or tell its sender. */
  const verdict = (item: Waiting, failure: Failure): 'again' | Refusal | Error => {
    const patient = performance.now() - item.since < limits.patienceMs && !closed;
    switch (failure.is) {
      case 'unreachable':
        return patient ? 'again' : refuse('log.unavailable', { retryAfterSeconds: 2 });
      case 'contended':
        return patient ? 'again' : refuse('log.busy', { retryAfterSeconds: 2 });
      case 'full':
        return refuse('log.no-room', { retryAfterSeconds: 30 });
      case 'interrupted':
        // The commit may have happened. With an idempotency key the repetition finds out; without one nobody can.
        if (item.command.once !== undefined && patient) return 'again';
        return refuse('log.unknown-outcome', { retryAfterSeconds: 1 });
      case 'unstorable':
        return refuse('log.unstorable', { detail: unstorable(failure.state) });
      case 'bug':
        return failure.error;
    }
  };

  /** One bad command must not fail its neighbours: each goes alone. */
  const eachAlone = async (batch: readonly Waiting[]): Promise<void> => {
    for (const item of batch) await deliver([item]);
  };

  const encoded = (batch: readonly Waiting[]): Statement | Error => {
    try {
      return encode(batch);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  };

  const sent = async (statement: Statement): Promise<readonly Row[] | Failure> => {
    try {
      return await send(statement);
    } catch (error) {
      return failureOf(error);
    }
  };

  const deliver = async (batch: readonly Waiting[]): Promise<void> => {
    let left = batch;
    for (let attempt = 1; left.length > 0; attempt++) {
      const statement = encoded(left);
      if (statement instanceof Error) {
        // Nothing has left yet: whatever it is, it is no trouble of the database.
        if (left.length > 1) return eachAlone(left);
        return left[0]?.reject(statement);
      }
      const answer = await sent(statement);
      if (!('is' in answer)) {
        trouble.went();
        return settle(left, answer);
      }
      if (answer.is === 'full' || answer.is === 'contended') trouble.failed(answer.is);
      const own = answer.is === 'unstorable' || (answer.is === 'bug' && answer.undone);
      if (own && left.length > 1) return eachAlone(left);
      const again: Waiting[] = [];
      for (const item of left) {
        const next = verdict(item, answer);
        if (next === 'again') again.push(item);
        else item.reject(next);
      }
      left = again;
      if (left.length > 0) await pause(Math.random() * Math.min(1000, 20 * 2 ** attempt));
    }
  };

  const drain = async (): Promise<void> => {
    await new Promise(setImmediate);
    while (waiting.length > 0) await deliver(take());
    running = null;
  };

  // A promise rejects with what `ready` throws: that command's own bug, and nobody else's.
  const append = async (command: Append): Promise<Appended> => {
    if (closed) throw refuse('log.busy', { retryAfterSeconds: 1 });
    const item = ready(command);
    const full =
      waitingFacts + command.facts.length > limits.queueFacts || waitingBytes + item.size > limits.queueBytes;
    // A single command larger than the queue is let through when nothing else waits: it could never go otherwise.
    if (full && waiting.length > 0) throw refuse('log.busy', { retryAfterSeconds: 1 });
    return new Promise((resolve, reject) => {
      const since = performance.now();
      waiting.push({ ...item, claims: claims(command), since, resolve, reject });
      waitingFacts += command.facts.length;
      waitingBytes += item.size;
      running ??= drain();
    });
  };

  return {
    append,
    waitingFacts: () => waitingFacts,
    /** Sends what waits and takes no more. */
    close: async (): Promise<void> => {
      closed = true;
      await running;
    },
  };
};
