import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { isPoison } from './apply.ts';
import { type Build, createBuild, finishTables, makeLive, retire } from './build.ts';
import { following } from './following.ts';
import type { Projection } from './projection.ts';
import { type Followed, type Runner, runner } from './runner.ts';
import type { Stepped } from './stepped.ts';
import { windowSize } from './window.ts';

export type BuildRow = {
  readonly name: string;
  readonly version: number;
  readonly build: number;
  readonly pos: number;
  readonly status: 'building' | 'live' | 'retired';
  readonly parked: number;
  readonly halted: string | null;
};

export const buildRows = (database: Database, projection: Projection): Promise<BuildRow[]> =>
  database.many<BuildRow>(sql`select name, version, build, pos, status, parked, halted from nightjar.projection
    where name = ${projection.name} and version = ${projection.version} order by build`);

/** A build, and what runs it in this process. */
type Run = Runner & { readonly build: Build };

type Progress = (done: number, of: number) => void;

/** One read model in this process: the build that is read, and the one that may be under way beside it. */
export const model = (database: Database, logger: Logger, log: Followed, projection: Projection) => {
  const listeners = new Set<(pos: number) => void>();
  let live: Run | null = null;
  let building: Run | null = null;

  /** A model whose facts are no longer all there is not read on: it is built again from those that are. */
  const startOver = (lost: Run, stepped: Stepped): void => {
    if (stepped.is !== 'lost' || live !== lost) return;
    live = null;
    void start().catch((error) => {
      logger.error(
        { projection: projection.name, error: String(error) },
        'a read model could not be built again',
      );
    });
  };

  const run = (build: Build, onStep: (stepped: Stepped) => Promise<void>): Run => ({
    ...runner(database, following(database, build), logger, log, onStep),
    build,
  });

  const follow = (number: number): Run => {
    const fresh: Run = run({ projection, number }, async (stepped) => startOver(fresh, stepped));
    return fresh;
  };

  const adopt = (fresh: Run): void => {
    const old = live;
    live = fresh;
    if (building === fresh) building = null;
    fresh.onApplied((pos) => {
      if (live === fresh) for (const listener of listeners) listener(pos);
    });
    if (old !== null) void old.stop();
    for (const listener of listeners) listener(fresh.pos());
  };

  /** Runs a build until it has caught up, then makes its indexes, then makes it live. `onFar` says it will take a while. */
  const runBuild = (build: Build, progress: Progress, onFar: () => void): Promise<void> =>
    new Promise((resolve, reject) => {
      let finished = false;
      let switched = false;
      const onStep = async (stepped: Stepped): Promise<void> => {
        // Later steps of a build that had its switch are ordinary ones, whoever is live by then.
        if (switched) return startOver(fresh, stepped);
        if (stepped.is === 'lost') return reject(new Error(stepped.why));
        if (stepped.is === 'applied') {
          progress(stepped.pos, stepped.head);
          if (stepped.head - stepped.pos > windowSize) return onFar();
        } else if (stepped.is === 'halted') {
          return onFar();
        } else if (stepped.is !== 'idle' && stepped.is !== 'passed') {
          return;
        }
        try {
          if (!finished) {
            await finishTables(database, build);
            finished = true;
            // What was appended meanwhile is applied first; the next call comes when that is done.
            if (stepped.is === 'applied') return;
          }
          await database.transaction((tx) => makeLive(tx, build));
        } catch (error) {
          // What lies in the moment is tried again with the next step: both are done once, however often they are begun.
          if (!isPoison(error)) throw error;
          return reject(error);
        }
        switched = true;
        adopt(fresh);
        resolve();
      };
      const fresh = run(build, onStep);
      building = fresh;
    });

  /** Finds or makes the build to read; resolves when it is live, or is known to need a while. */
  const start = async (): Promise<void> => {
    const rows = await buildRows(database, projection);
    const standing = rows.findLast((row) => row.status === 'live');
    if (standing !== undefined) {
      adopt(follow(standing.build));
      return;
    }
    const begun = rows.findLast((row) => row.status === 'building');
    const build = begun ? { projection, number: begun.build } : await createBuild(database, projection);
    await new Promise<void>((resolve, reject) => {
      runBuild(build, () => {}, resolve).then(resolve, reject);
    });
  };

  return {
    projection,
    live: () => live,
    onApplied: (listener: (pos: number) => void): (() => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: (): void => {
      live?.wake();
      building?.wake();
    },
    start,
    rebuild: async (progress: Progress): Promise<void> => {
      if (building !== null) throw new Error(`${projection.name} is being built already.`);
      const build = await createBuild(database, projection);
      try {
        await runBuild(build, progress, () => {});
      } catch (error) {
        const failed: Run | null = building;
        building = null;
        await (failed as Run | null)?.stop();
        // Its tables are dropped with those of other builds that nobody reads.
        await retire(database, build).catch(() => {});
        throw error;
      }
    },
    /** Another process may have built anew and switched: its build is then the one to read. */
    refresh: async (): Promise<void> => {
      const standing = (await buildRows(database, projection)).findLast((row) => row.status === 'live');
      // Only forward: what was read just before this process switched names the build that it has left.
      if (standing === undefined || standing.build <= (live?.build.number ?? 0)) return;
      if (standing.build === building?.build.number) return;
      adopt(follow(standing.build));
    },
    stop: async (): Promise<void> => {
      await Promise.all([live?.stop(), building?.stop()]);
    },
  };
};
