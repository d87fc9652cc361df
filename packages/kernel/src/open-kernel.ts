import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { type Clock, systemClock } from './clock.ts';
import { openDatabase } from './database/database.ts';
import type { Domain } from './domain.ts';
import type { Kernel } from './kernel.ts';
import type { Log } from './log/log.ts';
import { openLog } from './log/open-log.ts';
import { observe } from './observe.ts';
import { openProjections } from './projection/open-projections.ts';
import { openReader } from './projection/open-reader.ts';
import { openReactions } from './reaction/open-reactions.ts';
import { sealer } from './seal/sealer.ts';
import { openTasks } from './tasks/open-tasks.ts';
import type { Tasks } from './tasks/tasks.ts';

export type KernelParts = {
  /** A migrated database. */
  readonly url: string;
  readonly logger: Logger;
  readonly domains: readonly Domain[];
  readonly clock?: Clock;
  /** Of the pool that reads; the log and the tasks have some of their own. */
  readonly connections?: number;
  /** For running tasks, when the kernel closes. */
  readonly graceMs?: number;
};

export type OpenKernel = Kernel & {
  /** Starts the read models, then the domains' topics, then their reactions. */
  readonly start: () => Promise<void>;
} & AsyncDisposable;

/** A fact's tasks are committed with it: saying so saves them the wait for the next poll. */
const wakingLog = (log: Log, tasks: Pick<Tasks, 'wake'>): Log => ({
  ...log,
  // It may change while the log is open, and a spread copies what it is now.
  get epoch() {
    return log.epoch;
  },
  append: async (command) => {
    const appended = await log.append(command);
    if (appended.status === 'ok' && command.tasks !== undefined) {
      tasks.wake([...new Set(command.tasks.map(({ topic }) => topic))]);
    }
    return appended;
  },
});

/** Opens everything a room is given, and closes it in the opposite order. */
export const openKernel = async (parts: KernelParts): Promise<OpenKernel> => {
  const { url, logger, domains, clock = systemClock, connections = 10, graceMs = 5000 } = parts;
  await using opening = new AsyncDisposableStack();
  const database = openDatabase(url, { connections });
  opening.defer(database.close);
  const log = await openLog(database, { logger });
  opening.defer(log.close);
  const models = domains.flatMap((it) => it.projections ?? []);
  const projections = openProjections(database, log, logger, models);
  opening.defer(projections.stop);
  const tasks = openTasks({ database, logger, graceMs });
  opening.defer(tasks.stop);
  const reactions = openReactions(
    { database, log, logger, tasks },
    domains.flatMap((it) => it.reactions ?? []),
  );
  opening.defer(reactions.stop);
  const reader = openReader(database, log, projections, models);
  const metrics = new Registry();
  observe(metrics, { database, projections, reactions });
  const kernel: Kernel = {
    clock,
    logger,
    metrics,
    database,
    log: wakingLog(log, tasks),
    projections,
    reactions,
    tasks,
    reader,
  };
  const opened = opening.move();
  return {
    ...kernel,
    start: async () => {
      await projections.start();
      await tasks.start(domains.flatMap((it) => it.topics?.(kernel) ?? []));
      await reactions.start();
      opened.defer(sealer(database, logger, log.waiting).stop);
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};
