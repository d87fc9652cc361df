import { nightjarItself } from '@nightjar/kernel/caller';
import { sql } from '@nightjar/kernel/database/sql';
import type { Recorded } from '@nightjar/kernel/fact';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { capturedLog } from '@nightjar/kernel/testing/captured-log';
import { testDatabase } from '@nightjar/kernel/testing/database';
import type { AlertObserved } from '../../domains/alerts/events.ts';
import type { ChangeObserved } from '../../domains/feed/events.ts';
import { feed } from '../../domains/feed/index.ts';
import { plainDesk } from '../../sources/desk.ts';
import { github } from '../../sources/github/index.ts';
import type { Reader } from '../../sources/source.ts';
import { type Reconciliation, reconcileOnce } from '../once.ts';
import { reconcilerList } from '../queries.ts';
import type { Reconciler } from '../reconciler.ts';

export const sentinel = 'tok_sentinelOfTheReconciler0000000';
const minute = 60_000;

/** A house whose clock stands still until a test moves it, and in which a reconciler looks when it is told to. */
export const reconcileHouse = async (
  reconciler: Reconciler,
  { reader = github as Reader, ...more }: Partial<Reconciliation> & { readonly reader?: Reader } = {},
) => {
  const database = await testDatabase();
  const { logger, logged } = capturedLog();
  let now = Date.parse('2026-03-01T12:00:00.000Z');
  const clock = { now: () => new Date(now) };
  const kernel = await openKernel({ url: database.url, logger, clock, domains: [feed], connections: 4 });
  const parts = {
    reconcilers: [reconciler],
    readers: [reader],
    backMs: 24 * 60 * minute,
    secrets: [sentinel],
    desk: () => plainDesk({}),
    ...more,
  };
  const facts = (): Promise<Recorded[]> => kernel.log.read({ after: 0, limit: 10_000 });
  return {
    kernel,
    database,
    logged,
    facts,
    of: async (type: string) => (await facts()).filter((fact) => fact.type === type),
    /** `deploy finished 2026-03-01T11:00:00.000Z` or `alert firing …`, in the order of the log. */
    told: async () =>
      (await facts())
        .filter(({ type }) => type === 'ChangeObserved' || type === 'AlertObserved')
        .map(({ data, at }) => {
          const { observation, alert } = data as Partial<ChangeObserved['data'] & AlertObserved['data']>;
          const what = observation ? `${observation.kind} ${observation.phase}` : `alert ${alert?.state}`;
          return `${what} ${at.toISOString()}`;
        }),
    pass: (minutes: number) => {
      now += minutes * minute;
    },
    look: (signal = new AbortController().signal) => reconcileOnce(kernel, reconciler, parts, signal),
    state: async () =>
      (await reconcilerList({ caller: nightjarItself, many: (it) => database.many(it) }, [reconciler]))
        .reconcilers[0],
    /** Forgets everything but the log. */
    forget: () => database.run(sql`delete from nightjar.kept`),
    [Symbol.asyncDispose]: async () => {
      await kernel[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
};
