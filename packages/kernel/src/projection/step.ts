import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import { applyFacts, applyOneByOne, isPoison, tooNew, understood, withoutParked } from './apply.ts';
import { type Build, inItsSchema, rowOf, sayHalted } from './build.ts';
import { fetchWindow, type Window } from './window.ts';

export type Stepped =
  /** Another process holds the row; `pos` is where the model stood when last seen. */
  | { readonly is: 'elsewhere'; readonly pos: number }
  | { readonly is: 'idle'; readonly pos: number }
  /** The log has grown by nothing that concerns the model: known here, not stored yet. */
  | { readonly is: 'passed'; readonly pos: number }
  | { readonly is: 'applied'; readonly pos: number; readonly head: number }
  | { readonly is: 'halted'; readonly pos: number; readonly why: string }
  /** The log ends before the checkpoint: what the model was made from is no longer all there. */
  | { readonly is: 'lost'; readonly pos: number; readonly why: string }
  | { readonly is: 'gone' };

type Row = { pos: number; parked: number };

/**
 * Where a runner stands: `stored` is the checkpoint when last seen, and between it and `passed` nothing concerns the model.
 * Passing by costs no transaction; the checkpoint follows when it is due.
 */
export type Cursor = { readonly stored: number; readonly passed: number };

export type Step = {
  readonly stepped: Stepped;
  readonly cursor: Cursor | null;
  /** The window after this one, on its way. */
  readonly next: Promise<Window> | null;
};

/**
 * Applies one window: effects and checkpoint in one transaction, with the checkpoint's row as lock and compare-and-set,
 * so that a crash loses both or neither and two runners never apply the same fact twice.
 */
export const step = async (
  database: Database,
  build: Build,
  { cursor, fetched, store }: { cursor: Cursor | null; fetched: Promise<Window> | null; store: boolean },
): Promise<Step> => {
  const { projection } = build;
  const window = await (fetched ?? (cursor === null ? null : fetchWindow(database, build, cursor.passed)));
  const quiet = window !== null && window.facts.length === 0 && window.upTo === window.head;
  // A head before what was passed by is for the transaction below to judge.
  if (cursor !== null && quiet && window.head >= cursor.passed) {
    const pos = window.head;
    if (pos === cursor.stored) return { stepped: { is: 'idle', pos }, cursor, next: null };
    if (!store) {
      const is = pos > cursor.passed ? 'passed' : 'idle';
      return { stepped: { is, pos }, cursor: { stored: cursor.stored, passed: pos }, next: null };
    }
  }
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
      const fits = window !== null && cursor !== null && row.pos >= cursor.stored && row.pos <= cursor.passed;
      const { after, upTo, head, facts } =
        fits && window.after === cursor.passed ? window : await fetchWindow(database, build, row.pos);
      if (head < after) {
        // Retired at once: when the log has grown past the checkpoint nobody could tell that positions were used again.
        const why = `It stands at ${after} and the log ends at ${head}: facts were lost (a restore, or a copy that lagged).`;
        await tx.run(sql`update nightjar.projection
          set status = 'retired', halted = ${why}, updated_at = clock_timestamp() where ${rowOf(build)}`);
        return { is: 'lost', pos: after, why };
      }
      if (upTo <= row.pos) return { is: 'idle', pos: row.pos };
      const newer = tooNew(projection, facts);
      if (newer !== undefined) {
        const why = `${newer.type} version ${newer.v} at position ${newer.pos} is newer than this program understands.`;
        await sayHalted(tx, build, why);
        return { is: 'halted', pos: after, why };
      }
      if (upTo < head) next = fetchWindow(database, build, upTo);
      next?.catch(() => {});
      const known = understood(projection, facts);
      const free = row.parked > 0 ? await withoutParked(tx, build, known) : known;
      await inItsSchema(tx, build);
      let parked = 0;
      if (oneByOne) parked = await applyOneByOne(tx, build, free);
      else await applyFacts(tx, projection, free);
      const moved = await tx.run(sql`update nightjar.projection
        set pos = ${upTo}, parked = parked + ${parked}, halted = null, updated_at = clock_timestamp()
        where ${rowOf(build)} and pos = ${row.pos}`);
      if (moved !== 1) throw new Error(`${projection.name}: the checkpoint moved while it was locked.`);
      return { is: 'applied', pos: upTo, head };
    });

  const tried = async (): Promise<Stepped> => {
    try {
      return await attempt(false);
    } catch (error) {
      if (!isPoison(error)) throw error;
      next = null;
      return attempt(true);
    }
  };
  const stepped = await tried();
  const at = 'pos' in stepped ? { stored: stepped.pos, passed: stepped.pos } : null;
  return { stepped, cursor: at, next };
};
