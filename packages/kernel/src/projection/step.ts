import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { Recorded } from '../fact.ts';
import { headOf, readWindow } from '../log/read.ts';
import { applyFacts, applyOneByOne, isPoison, tooNew, typesOf, understood, withoutParked } from './apply.ts';
import { type Build, inItsSchema, rowOf } from './build.ts';

/** Positions read and applied in one transaction. */
export const windowSize = 2000;

export type Stepped =
  /** Another process holds the row; `pos` is where the model stood when last seen. */
  | { readonly is: 'elsewhere'; readonly pos: number }
  | { readonly is: 'idle'; readonly pos: number }
  | { readonly is: 'applied'; readonly pos: number; readonly head: number }
  | { readonly is: 'halted'; readonly pos: number; readonly why: string }
  /** The log ends before the checkpoint: what the model was made from is no longer all there. */
  | { readonly is: 'lost'; readonly pos: number; readonly why: string }
  | { readonly is: 'gone' };

type Row = { pos: number; parked: number };

type Window = {
  readonly after: number;
  readonly upTo: number;
  readonly head: number;
  readonly facts: Recorded[];
};

/** Reads the facts of the next window. Outside the applying transaction, so that one window is read while another is applied. */
const fetchWindow = async (database: Database, build: Build, after: number): Promise<Window> => {
  const head = await headOf(database);
  const upTo = Math.min(head, after + windowSize);
  const facts =
    upTo > after ? await readWindow(database, { after, upTo, types: typesOf(build.projection) }) : [];
  return { after, upTo, head, facts };
};

/**
 * Applies one window: effects and checkpoint in one transaction, with the checkpoint's row as lock and compare-and-set,
 * so that a crash loses both or neither and two runners never apply the same fact twice. The commit does not wait for
 * the disk: what a crash takes back is applied again from the log.
 */
export const step = async (
  database: Database,
  build: Build,
  fetched: Promise<Window> | null,
): Promise<{ stepped: Stepped; next: Promise<Window> | null }> => {
  const { projection } = build;
  const window = fetched === null ? null : await fetched;
  let next: Promise<Window> | null = null;

  const attempt = (oneByOne: boolean): Promise<Stepped> =>
    database.transaction(async (tx) => {
      const row = await tx.one<Row>(
        sql`select pos, parked from nightjar.projection where ${rowOf(build)} for update skip locked`,
      );
      if (row === undefined) {
        const seen = await tx.one<Row>(
          sql`select pos, parked from nightjar.projection where ${rowOf(build)}`,
        );
        return seen === undefined ? { is: 'gone' } : { is: 'elsewhere', pos: seen.pos };
      }
      const { after, upTo, head, facts } =
        window?.after === row.pos ? window : await fetchWindow(database, build, row.pos);
      if (head < after) {
        // Retired at once: when the log has grown past the checkpoint nobody could tell that positions were used again.
        const why = `It stands at ${after} and the log ends at ${head}: facts were lost (a restore, or a copy that lagged).`;
        await tx.run(sql`update nightjar.projection
          set status = 'retired', halted = ${why}, updated_at = clock_timestamp() where ${rowOf(build)}`);
        return { is: 'lost', pos: after, why };
      }
      if (upTo <= after) return { is: 'idle', pos: after };
      const newer = tooNew(projection, facts);
      if (newer !== undefined) {
        const why = `${newer.type} version ${newer.v} at position ${newer.pos} is newer than this program understands.`;
        await tx.run(sql`update nightjar.projection set halted = ${why} where ${rowOf(build)}`);
        return { is: 'halted', pos: after, why };
      }
      if (upTo < head) next = fetchWindow(database, build, upTo);
      next?.catch(() => {});
      const known = understood(projection, facts);
      const free = row.parked > 0 ? await withoutParked(tx, build, known) : known;
      await tx.run(sql`set local synchronous_commit = off`);
      await inItsSchema(tx, build);
      let parked = 0;
      if (oneByOne) parked = await applyOneByOne(tx, build, free);
      else await applyFacts(tx, projection, free);
      const moved = await tx.run(sql`update nightjar.projection
        set pos = ${upTo}, parked = parked + ${parked}, halted = null, updated_at = clock_timestamp()
        where ${rowOf(build)} and pos = ${after}`);
      if (moved !== 1) throw new Error(`${projection.name}: the checkpoint moved while it was locked.`);
      return { is: 'applied', pos: upTo, head };
    });

  try {
    return { stepped: await attempt(false), next };
  } catch (error) {
    if (!isPoison(error)) throw error;
    next = null;
    return { stepped: await attempt(true), next };
  }
};
