import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { connectionLost, databaseTrouble, stateOf } from '../database/trouble.ts';
import type { Fact, Recorded } from '../fact.ts';
import { type Build, rowOf } from './build.ts';
import type { Understanding } from './follower.ts';
import type { Projection } from './projection.ts';

export const typesOf = (projection: Projection): readonly string[] =>
  'on' in projection ? Object.keys(projection.on) : projection.handles;

/** Runs a model's handlers over facts, in order, in the transaction given. */
export const applyFacts = async (
  tx: Queryable,
  projection: Projection,
  facts: readonly Recorded[],
): Promise<void> => {
  if (facts.length === 0) return;
  if ('batch' in projection) return projection.batch(tx, facts as readonly Recorded<Fact>[]);
  for (const fact of facts) {
    const statements = projection.on[fact.type]?.(fact as never) ?? [];
    for (const statement of 'parts' in statements ? [statements] : statements) await tx.run(statement);
  }
};

/** The first fact whose data is newer than its reader understands and may not be passed over. */
export const tooNew = (reader: Understanding, facts: readonly Recorded[]): Recorded | undefined =>
  facts.find((fact) => isNewer(reader, fact) && !reader.mayPassOver?.includes(fact.type));

const isNewer = ({ understands }: Understanding, fact: Recorded): boolean =>
  fact.v > (understands?.[fact.type] ?? 1);

export const understood = (reader: Understanding, facts: readonly Recorded[]): readonly Recorded[] =>
  reader.mayPassOver === undefined ? facts : facts.filter((fact) => !isNewer(reader, fact));

/**
 * True for what lies in the fact or in what the handler makes of it: an error of the handler's own, or values that the
 * database will not take (SQLSTATE classes 22 and 23, and 54000: too long for an index, or for a text search). False for what lies in the moment (a lost connection, a lock, a full
 * disk) and for what would fail every fact (a table that is not there, a right that is missing, a broken page): to park
 * for those would park all streams, one after another.
 */
export const isPoison = (error: unknown): boolean => {
  if (!(error instanceof Error)) return true;
  const state = stateOf(error);
  if (state !== null) return /^2[23]|^54000$/.test(state);
  return !connectionLost(error) && !('errno' in error);
};

/** Why a model stands still, for an answer of the database that trying again soon will hardly change; else null. */
export const standstill = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  const state = stateOf(error);
  if (state === null || isPoison(error) || databaseTrouble(error).is === 'away') return null;
  return `The database answers ${state} to what is asked of it: ${error.message.slice(0, 500)}`;
};

const keyOf = (fact: Recorded): string => `${fact.org}\0${fact.stream}`;

/** Drops the facts of parked streams: they wait behind the one that failed. */
export const withoutParked = async (
  tx: Queryable,
  build: Build,
  facts: readonly Recorded[],
): Promise<readonly Recorded[]> => {
  const rows = await tx.many<{ org: number; stream: string }>(
    sql`select org, stream from nightjar.parked where ${rowOf(build)}`,
  );
  const parked = new Set(rows.map((row) => `${row.org}\0${row.stream}`));
  return facts.filter((fact) => !parked.has(keyOf(fact)));
};

/** One fact at a time, each in a savepoint; the stream of one that fails is parked. Answers how many streams were. */
export const applyOneByOne = async (
  tx: Queryable,
  build: Build,
  facts: readonly Recorded[],
): Promise<number> => {
  const parked = new Set<string>();
  for (const fact of facts) {
    if (parked.has(keyOf(fact))) continue;
    await tx.run(sql`savepoint fact`);
    try {
      await applyFacts(tx, build.projection, [fact]);
      await tx.run(sql`release savepoint fact`);
    } catch (error) {
      if (!isPoison(error)) throw error;
      await tx.run(sql`rollback to savepoint fact`);
      parked.add(keyOf(fact));
      const message = (error instanceof Error ? error.message : String(error)).slice(0, 1000);
      await tx.run(sql`insert into nightjar.parked (name, version, build, org, stream, pos, error)
        values (${build.projection.name}, ${build.projection.version}, ${build.number},
                ${fact.org}, ${fact.stream}, ${fact.pos}, ${message})`);
    }
  }
  return parked.size;
};
