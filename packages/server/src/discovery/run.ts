import { type Caller, nightjarItself } from '@nightjar/kernel/caller';
import type { Database } from '@nightjar/kernel/database/database';
import { type Domain, domain } from '@nightjar/kernel/domain';
import type { Kernel } from '@nightjar/kernel/kernel';
import { beginRounds, type Round, roundTopic } from '../rounds.ts';
import type { Fetched } from '../sources/fetched.ts';
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
  /** Records what a discoverer saw change. */
  readonly deliver?: (kernel: Kernel, source: string, fetched: Fetched, by: string) => Promise<unknown>;
  /** Tokens that discoverers were given: no text of theirs leaves with one in it. */
  readonly secrets?: readonly string[];
};

/** The house as one discoverer sees it. */
const discovering = (
  kernel: Kernel,
  { name }: Discoverer,
  { catalog, deliver, secrets = [] }: DiscoveryParts,
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
    deliver: async (source, fetched) => {
      signal.throwIfAborted();
      await deliver?.(kernel, source, fetched, name);
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

const roundOf = (kernel: Kernel, discoverer: Discoverer, parts: DiscoveryParts): Round => ({
  topic: `discovery.${discoverer.name}`,
  everyMs: discoverer.everyMs,
  run: async (signal) => {
    await discoverer.run(discovering(kernel, discoverer, parts, signal));
    return undefined;
  },
});

/** Runs what looks at the outside: one task a discoverer, in one process at a time. */
export const discovery = (parts: DiscoveryParts): Domain =>
  domain({
    name: 'discovery',
    topics: (kernel) =>
      parts.discoverers.map((it) => roundTopic(kernel, roundOf(kernel, it, parts), parts.secrets ?? [])),
  });

/** Begins what has not begun yet. */
export const beginDiscovery = (kernel: Kernel, parts: DiscoveryParts): Promise<void> =>
  beginRounds(
    kernel,
    parts.discoverers.map((it) => roundOf(kernel, it, parts)),
  );
