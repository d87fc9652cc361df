import { type Caller, nightjarItself } from '@nightjar/kernel/caller';
import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { RunningTask, Topic } from '@nightjar/kernel/tasks/tasks';
import type { Discoverer, Discovering, Found } from './discoverer.ts';
import { keep, recall } from './kept.ts';
import { masked } from './masked.ts';

/** What the catalog does with what is found, and with what cannot be. `source`: `kubernetes:cluster prod`. */
type Catalog = {
  readonly describe: (kernel: Kernel, caller: Caller, found: Found) => Promise<unknown>;
  readonly noteReached: (
    database: Database,
    org: number,
    source: string,
    now: Date,
    seen: number,
  ) => Promise<unknown>;
  readonly noteUnreachable: (
    database: Database,
    org: number,
    source: string,
    now: Date,
    why: string,
  ) => Promise<unknown>;
};

export type DiscoveryParts = {
  readonly discoverers: readonly Discoverer[];
  readonly catalog: Catalog;
  /** Tokens that discoverers were given: no text of theirs leaves with one in it. */
  readonly secrets?: readonly string[];
};

/** Renewed four times over: a database that is away for half a minute takes no watch down. */
const leaseMs = 60_000;

/** A broken discoverer is tried again for as long as it is configured: what it looks at may come back after a weekend. */
const forever = 2 ** 31 - 1;

/** A topic a discoverer: a process runs those alone that it is configured for, and leaves others' in the queue. */
const topicOf = ({ name }: Discoverer): string => `discovery.${name}`;

/** The next look: the slot is its unique key, so that however many ask for it there is one. */
const next = (kernel: Kernel, discoverer: Discoverer, inSlots: number) => {
  const slot = Math.floor(kernel.clock.now().getTime() / discoverer.everyMs) + inSlots;
  return kernel.tasks.enqueue([
    {
      topic: topicOf(discoverer),
      org: nightjarItself.org,
      unique: String(slot),
      exclusive: topicOf(discoverer),
      maxAttempts: forever,
      ...(inSlots === 0 ? {} : { runAt: new Date(slot * discoverer.everyMs) }),
    },
  ]);
};

/** Holds the task for as long as its work takes; a renewal that fails is tried again until the lease runs out by itself. */
const holding = (task: RunningTask): Disposable => {
  const timer = setInterval(() => void task.renew().catch(() => false), leaseMs / 4);
  return { [Symbol.dispose]: () => clearInterval(timer) };
};

/** The house as one discoverer sees it. */
const discovering = (
  kernel: Kernel,
  { name }: Discoverer,
  { catalog, secrets = [] }: DiscoveryParts,
  signal: AbortSignal,
): Discovering => {
  const { org } = nightjarItself;
  const now = () => kernel.clock.now();
  const place = (of: string) => ({ org, owner: name, name: of });
  return {
    report: async (found) => {
      // A report on its way when the lease was lost: another process looks by now, and its word is newer.
      signal.throwIfAborted();
      await catalog.describe(kernel, nightjarItself, found);
    },
    reached: async (by, origin, seen) => {
      signal.throwIfAborted();
      await catalog.noteReached(kernel.database, org, `${by}:${origin}`, now(), seen);
    },
    unreachable: async (by, origin, why) => {
      signal.throwIfAborted();
      const told = masked(why, secrets);
      kernel.logger.warn({ discoverer: name, origin, why: told }, 'could not be looked at');
      await catalog.noteUnreachable(kernel.database, org, `${by}:${origin}`, now(), told);
    },
    recall: (of) => recall(kernel.database, place(of)),
    keep: async (of, value) => {
      signal.throwIfAborted();
      await keep(kernel.database, place(of), value);
    },
    logger: kernel.logger.child({ discoverer: name }),
    signal,
  };
};

const topic = (kernel: Kernel, discoverer: Discoverer, parts: DiscoveryParts): Topic => ({
  name: topicOf(discoverer),
  leaseMs,
  concurrency: 1,
  endless: true,
  retry: { baseMs: 1000, capMs: 60_000 },
  run: async (task: RunningTask) => {
    using _ = holding(task);
    try {
      await discoverer.run(discovering(kernel, discoverer, parts, task.signal));
    } catch (error) {
      task.signal.throwIfAborted();
      // What is thrown is kept with the task, and may quote what a server answered.
      const { message } = error instanceof Error ? error : { message: 'It failed without a word.' };
      const told = masked(message, parts.secrets ?? []);
      kernel.logger.warn({ discoverer: discoverer.name, why: told }, 'a discoverer failed');
      throw new Error(told);
    }
    // Given back, not done: it goes on in another process, or in this one when it is started again.
    task.signal.throwIfAborted();
    await next(kernel, discoverer, 1);
  },
});

/** Runs what looks at the outside: one task a discoverer, in one process at a time. */
export const discovery = (parts: DiscoveryParts): Domain =>
  domain({
    name: 'discovery',
    topics: (kernel) => parts.discoverers.map((discoverer) => topic(kernel, discoverer, parts)),
  });

/** Begins what has not begun yet; each look then asks for the one after it. */
export const beginDiscovery = async (
  kernel: Kernel,
  { discoverers }: Pick<DiscoveryParts, 'discoverers'>,
): Promise<void> => {
  for (const discoverer of discoverers) {
    const waiting = await kernel.database.one(sql`
      select from nightjar.task where org = ${nightjarItself.org} and topic = ${topicOf(discoverer)} limit 1`);
    if (waiting === undefined) await next(kernel, discoverer, 0);
  }
};
