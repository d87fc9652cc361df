import { nightjarItself } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import { masked } from './discovery/masked.ts';

/** Work that comes round again and again, in one process at a time, for as long as it is configured. */
export type Round = {
  /** Of its tasks; unique. A process runs those alone that it is configured for, and leaves others' in the queue. */
  readonly topic: string;
  readonly everyMs: number;
  /** Answers when to come round next; nothing: in the next slot of `everyMs`. */
  readonly run: (signal: AbortSignal) => Promise<Date | undefined>;
};

/** Renewed four times over: a database that is away for half a minute takes no watch down. */
const leaseMs = 60_000;

/** What is broken is tried again for as long as it is configured: what it looks at may come back after a weekend. */
const forever = 2 ** 31 - 1;

type When = { readonly unique: string; readonly runAt?: Date };

/** The slot is the unique key, so that however many ask for the next round there is one. */
const inSlots = (kernel: Kernel, everyMs: number, slots: number): When => {
  const slot = Math.floor(kernel.clock.now().getTime() / everyMs) + slots;
  return { unique: String(slot), ...(slots === 0 ? {} : { runAt: new Date(slot * everyMs) }) };
};

const ask = (kernel: Kernel, { topic }: Round, when: When) =>
  kernel.tasks.enqueue([{ topic, org: nightjarItself.org, exclusive: topic, maxAttempts: forever, ...when }]);

/** Holds the task for as long as its work takes; a renewal that fails is tried again until the lease runs out by itself. */
export const holding = (task: Pick<RunningTask, 'renew'>, leaseMs: number): Disposable => {
  const timer = setInterval(() => void task.renew().catch(() => false), leaseMs / 4);
  return { [Symbol.dispose]: () => clearInterval(timer) };
};

/** The topic of a round. `secrets`: texts that must stand nowhere, and so not in an error that is kept either. */
export const roundTopic = (kernel: Kernel, round: Round, secrets: readonly string[]): Topic => ({
  name: round.topic,
  leaseMs,
  concurrency: 1,
  endless: true,
  retry: { baseMs: 1000, capMs: 60_000 },
  run: async (task: RunningTask) => {
    using _ = holding(task, leaseMs);
    let at: Date | undefined;
    try {
      at = await round.run(task.signal);
    } catch (error) {
      task.signal.throwIfAborted();
      // What is thrown is kept with the task, and may quote what a server answered.
      const { message } = error instanceof Error ? error : { message: 'It failed without a word.' };
      const told = masked(message, secrets);
      kernel.logger.warn({ round: round.topic, why: told }, 'a round failed');
      throw new Error(told);
    }
    // Given back, not done: it goes on in another process, or in this one when it is started again.
    task.signal.throwIfAborted();
    await ask(
      kernel,
      round,
      at === undefined ? inSlots(kernel, round.everyMs, 1) : { unique: `at ${at.toISOString()}`, runAt: at },
    );
  },
});

/** Begins what has not begun yet; each round then asks for the one after it. */
export const beginRounds = async (kernel: Kernel, rounds: readonly Round[]): Promise<void> => {
  for (const round of rounds) {
    const waiting = await kernel.database.one(sql`
      select from nightjar.task where org = ${nightjarItself.org} and topic = ${round.topic} limit 1`);
    if (waiting === undefined) await ask(kernel, round, inSlots(kernel, round.everyMs, 0));
  }
};
