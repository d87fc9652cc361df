import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { keep, recall } from '../../../discovery/kept.ts';
import type { State } from '../../../reconcile/state.ts';

/** How a rule that asks stands, and how much its last answer held. */
export type RuleState = State & {
  readonly series: number;
  readonly points: number;
  /** What was asked, as JSON: of a rule that is set anew the time until the next look is over. */
  readonly of: string;
};

/** Kept beside the log, under the name of the rule: it changes at every look, and outlives a rule that is set anew. */
const owner = 'signals';

export const keepRuleState = (db: Queryable, org: number, name: string, state: RuleState): Promise<number> =>
  keep(db, { org, owner, name }, state);

/** How a rule stands, which nobody else changes until the transaction ends. */
export const holdRuleState = async (tx: Queryable, org: number, name: string): Promise<RuleState | null> => {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify([owner, org, name])}, 0))`);
  return ((await recall(tx, { org, owner, name })) as RuleState | undefined) ?? null;
};

/** How all rules of an organisation stand, by name. */
export const keptStates = async (
  db: Pick<Queryable, 'many'>,
  org: number,
): Promise<Map<string, RuleState>> => {
  const rows = await db.many<{ name: string; value: RuleState }>(sql`
    select name, value from nightjar.kept where org = ${org} and owner = ${owner}`);
  return new Map(rows.map(({ name, value }) => [name, value]));
};
