import type { Refusal } from '../refusal.ts';
import { claims, decode, type Row } from './batch.ts';
import { type Failure, failureOf } from './failure.ts';
import type { Append, Appended } from './log.ts';
import { refuse } from './refusals.ts';

/** Sends one batch to the database and answers a row a command. */
export type Send = (commands: readonly Append[]) => Promise<Row[]>;

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

type Waiting = {
  readonly command: Append;
  readonly bytes: number;
  readonly claims: readonly string[];
  readonly since: number;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (refusal: Refusal | Error) => void;
};

const sizeOf = (command: Append): number =>
  command.facts.length * 600 + (command.raw === undefined ? 0 : command.raw.body.length);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Group commit: while one batch is on its way the next gathers, so the serial lock costs one commit a batch and not one
 * a fact. With nothing on its way a command leaves at the end of the current turn of the event loop: waiting longer
 * (1 to 3 ms were tried) only slows a single caller down, because a busy house gathers behind the commit anyway.
 */
export const appender = (send: Send, onAppended: (pos: number) => void, limits = defaultLimits) => {
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
        (facts + item.command.facts.length > limits.batchFacts || bytes + item.bytes > limits.batchBytes);
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
      bytes += item.bytes;
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
      case 'interrupted':
        // The commit may have happened. With an idempotency key the repetition finds out; without one nobody can.
        if (item.command.once !== undefined && patient) return 'again';
        return refuse('log.unknown-outcome', { retryAfterSeconds: 1 });
      case 'unstorable':
        return refuse('log.unstorable', { detail: failure.message });
      case 'bug':
        return failure.error;
    }
  };

  const deliver = async (batch: readonly Waiting[]): Promise<void> => {
    let left = batch;
    for (let attempt = 1; left.length > 0; attempt++) {
      try {
        settle(left, await send(left.map((item) => item.command)));
        return;
      } catch (error) {
        const failure = failureOf(error);
        if ((failure.is === 'unstorable' || failure.is === 'bug') && left.length > 1) {
          // One bad command must not fail its neighbours: each goes alone.
          for (const item of left) await deliver([item]);
          return;
        }
        const again: Waiting[] = [];
        for (const item of left) {
          const next = verdict(item, failure);
          if (next === 'again') again.push(item);
          else item.reject(next);
        }
        left = again;
        if (left.length > 0) await pause(Math.random() * Math.min(1000, 20 * 2 ** attempt));
      }
    }
  };

  const drain = async (): Promise<void> => {
    await new Promise(setImmediate);
    while (waiting.length > 0) await deliver(take());
    running = null;
  };

  const append = (command: Append): Promise<Appended> => {
    const bytes = sizeOf(command);
    const full =
      waitingFacts + command.facts.length > limits.queueFacts || waitingBytes + bytes > limits.queueBytes;
    // A single command larger than the queue is let through when nothing else waits: it could never go otherwise.
    if (closed || (full && waiting.length > 0)) {
      return Promise.reject(refuse('log.busy', { retryAfterSeconds: 1 }));
    }
    return new Promise((resolve, reject) => {
      const since = performance.now();
      waiting.push({ command, bytes, claims: claims(command), since, resolve, reject });
      waitingFacts += command.facts.length;
      waitingBytes += bytes;
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
