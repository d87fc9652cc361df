import type { Database, Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { applyFacts, applyOneByOne, standstill, typesOf, withoutParked } from './apply.ts';
import { type Build, inItsSchema, rowOf, sayHalted, touch } from './build.ts';
import type { Follower } from './follower.ts';

type Row = { pos: number; parked: number };

const rowFor = (on: Queryable, build: Build): Promise<Row | undefined> =>
  on.one<Row>(sql`select pos, parked from nightjar.projection where ${rowOf(build)}`);

/** A build of a read model, as what follows the log. */
export const following = (database: Database, build: Build): Follower => {
  const { projection } = build;
  const { name, understands, mayPassOver } = projection;
  return {
    is: 'projection',
    name,
    handles: typesOf(projection),
    setsAside: true,
    ...(understands === undefined ? {} : { understands }),
    ...(mayPassOver === undefined ? {} : { mayPassOver }),
    hold: async (tx) => {
      const row = await tx.one<Row>(
        sql`select pos, parked from nightjar.projection where ${rowOf(build)} for update skip locked`,
      );
      if (row === undefined) return undefined;
      return {
        pos: row.pos,
        take: async (facts, upTo, oneByOne) => {
          const free = row.parked > 0 ? await withoutParked(tx, build, facts) : facts;
          await inItsSchema(tx, build);
          let parked = 0;
          if (oneByOne) parked = await applyOneByOne(tx, build, free);
          else await applyFacts(tx, projection, free);
          const moved = await tx.run(sql`update nightjar.projection
            set pos = ${upTo}, parked = parked + ${parked}, halted = null, updated_at = clock_timestamp()
            where ${rowOf(build)} and pos = ${row.pos}`);
          if (moved !== 1) throw new Error(`${name}: the checkpoint moved while it was locked.`);
        },
      };
    },
    seen: async (on) => (await rowFor(on, build))?.pos,
    lost: async (tx, { pos, head }) => {
      // Retired at once: when the log has grown past the checkpoint nobody could tell that positions were used again.
      const why = `It stands at ${pos} and the log ends at ${head}: facts were lost (a restore, or a copy that lagged).`;
      await tx.run(sql`update nightjar.projection
        set status = 'retired', halted = ${why}, updated_at = clock_timestamp() where ${rowOf(build)}`);
      return { is: 'lost', pos, why };
    },
    whyHalted: standstill,
    sayHalted: (on, why) => sayHalted(on, build, why),
    touch: () => touch(database, build),
  };
};
