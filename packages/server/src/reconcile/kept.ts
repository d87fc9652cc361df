import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { keep, recall } from '../discovery/kept.ts';
import type { State } from './state.ts';

/** How reconcilers stand is kept beside the log, under the name of each: it changes at every look. */
const owner = 'reconcilers';

export const recallState = async (db: Queryable, org: number, name: string): Promise<State | null> =>
  ((await recall(db, { org, owner, name })) as State | undefined) ?? null;

export const keepState = (db: Queryable, org: number, name: string, state: State): Promise<number> =>
  keep(db, { org, owner, name }, state);

/** How all of them stand, by name. */
export const allStates = async (db: Pick<Queryable, 'many'>, org: number): Promise<Map<string, State>> => {
  const rows = await db.many<{ name: string; value: State }>(sql`
    select name, value from nightjar.kept where org = ${org} and owner = ${owner}`);
  return new Map(rows.map(({ name, value }) => [name, value]));
};
