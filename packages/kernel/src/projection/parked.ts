import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { readStream } from '../log/read.ts';
import { applyFacts, isPoison, typesOf } from './apply.ts';
import { type Build, inItsSchema, rowOf } from './build.ts';

type Parked = { org: number; stream: string; pos: number };

/**
 * Applies the facts that wait in parked streams, each stream in a transaction of its own, under the lock of the
 * checkpoint so that the stream's newer facts cannot overtake. A stream that still fails stays parked.
 */
export const retryParked = async (database: Database, build: Build): Promise<number> => {
  const streams = await database.many<Parked>(
    sql`select org, stream, pos from nightjar.parked where ${rowOf(build)} order by pos`,
  );
  const types = new Set(typesOf(build.projection));
  let freed = 0;
  for (const parked of streams) {
    try {
      await database.transaction(async (tx) => {
        const row = await tx.one<{ pos: number }>(
          sql`select pos from nightjar.projection where ${rowOf(build)} for update`,
        );
        if (row === undefined) return;
        const waiting = (await readStream(tx, parked.org, parked.stream)).filter(
          (fact) => fact.pos >= parked.pos && fact.pos <= row.pos && types.has(fact.type),
        );
        await inItsSchema(tx, build);
        await applyFacts(tx, build.projection, waiting);
        await tx.run(sql`delete from nightjar.parked
          where ${rowOf(build)} and org = ${parked.org} and stream = ${parked.stream}`);
        await tx.run(sql`update nightjar.projection set parked = parked - 1 where ${rowOf(build)}`);
      });
      freed++;
    } catch (error) {
      if (!isPoison(error)) throw error;
    }
  }
  return freed;
};
