import type { Caller } from '../caller.ts';
import type { Database } from '../database/database.ts';
import type { Log } from '../log/log.ts';
import type { Projection } from './projection.ts';
import type { Projections } from './projections.ts';
import type { Reader, ReadOptions } from './reader.ts';

/** How long a read waits for the position it asked for. */
const patienceMs = 2000;

/** The way to read, for a caller: waits for `minPos`, or for the head with `consistency: 'strong'`. */
export const openReader =
  (database: Database, log: Log, projections: Projections, all: readonly Projection[]) =>
  async (caller: Caller, options: ReadOptions = {}): Promise<Reader> => {
    const models = options.of ?? all;
    const wanted = Math.max(options.minPos ?? 0, options.consistency === 'strong' ? await log.head() : 0);
    const reached = await Promise.all(models.map((it) => projections.reached(it, wanted, patienceMs)));
    return {
      caller,
      stale: reached.includes(false),
      position: Math.min(...models.map((it) => projections.position(it))),
      many: database.many,
      one: database.one,
      table: projections.table,
    };
  };
