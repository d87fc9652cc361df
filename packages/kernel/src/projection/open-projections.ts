import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import { headOf } from '../log/read.ts';
import { dropRetired, retireAbandoned, tableOf } from './build.ts';
import { buildRows, model } from './model.ts';
import { retryParked } from './parked.ts';
import type { Projection } from './projection.ts';
import type { ProjectionStatus, Projections } from './projections.ts';
import { refuse } from './refusals.ts';

const refreshMs = 1000;
/** Readers of other processes learn of a switch within a second; a minute is ample for their last query. */
const retiredForSeconds = 60;

/** The read models of this process, over the log of this database. */
export const openProjections = (
  database: Database,
  log: Log,
  logger: Logger,
  projections: readonly Projection[],
): Projections => {
  const models = new Map(projections.map((it) => [it.name, model(database, logger, log, it)]));
  let forget = (): void => {};
  let timer: NodeJS.Timeout | null = null;
  const dropping = new Set<NodeJS.Timeout>();

  /** What is retired now, once its last readers are gone. */
  const dropLater = (): void => {
    const later = setTimeout(
      () => {
        dropping.delete(later);
        void dropRetired(database, retiredForSeconds).catch(() => {});
      },
      (retiredForSeconds + 5) * 1000,
    );
    dropping.add(later.unref());
  };

  const modelOf = (projection: Projection) => {
    const found = models.get(projection.name);
    if (found === undefined) throw new Error(`${projection.name} is not among the models of this house.`);
    return found;
  };
  const liveOf = (projection: Projection) => {
    const live = modelOf(projection).live();
    if (live === null)
      throw refuse('projection.building', {
        detail: `${projection.name} is being built.`,
        retryAfterSeconds: 5,
      });
    return live;
  };

  const statusOf = async (projection: Projection, head: number): Promise<ProjectionStatus[]> =>
    (await buildRows(database, projection))
      .filter((row) => row.status !== 'retired')
      .map((row) => ({
        name: row.name,
        version: row.version,
        build: row.build,
        status:
          row.halted !== null
            ? 'halted'
            : row.parked > 0
              ? 'degraded'
              : row.status === 'live'
                ? 'live'
                : 'building',
        position: row.pos,
        lag: head - row.pos,
        parkedStreams: row.parked,
        detail: row.halted,
      }));

  return {
    start: async () => {
      await dropRetired(database, retiredForSeconds);
      for (const it of projections) await retireAbandoned(database, it);
      dropLater();
      await Promise.all([...models.values()].map((it) => it.start()));
      forget = log.onGrown(() => {
        for (const it of models.values()) it.wake();
      });
      const refresh = async (): Promise<void> => {
        try {
          for (const it of models.values()) await it.refresh();
        } catch {
          // The database is away; the runners say so.
        }
        if (timer !== null) timer = setTimeout(refresh, refreshMs).unref();
      };
      timer = setTimeout(refresh, refreshMs).unref();
    },
    stop: async () => {
      forget();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      for (const later of dropping) clearTimeout(later);
      await Promise.all([...models.values()].map((it) => it.stop()));
    },
    status: async () => {
      const head = await headOf(database);
      return (await Promise.all(projections.map((it) => statusOf(it, head)))).flat();
    },
    table: (projection, name) => tableOf(liveOf(projection).build, name),
    position: (projection) => modelOf(projection).live()?.pos() ?? 0,
    onApplied: (projection, listener) => modelOf(projection).onApplied(listener),
    reached: async (projection, pos, timeoutMs) => {
      const it = modelOf(projection);
      const there = () => (it.live()?.pos() ?? 0) >= pos;
      if (there()) return true;
      return new Promise((resolve) => {
        const finish = (reached: boolean) => {
          clearTimeout(deadline);
          stop();
          resolve(reached);
        };
        const stop = it.onApplied(() => {
          if (there()) finish(true);
        });
        const deadline = setTimeout(() => finish(there()), timeoutMs);
        it.wake();
      });
    },
    rebuild: async (projection, progress = () => {}) => {
      await modelOf(projection).rebuild(progress);
      dropLater();
    },
    retryParked: (projection) => retryParked(database, liveOf(projection).build),
  };
};
