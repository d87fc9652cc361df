import { sql } from '@nightjar/kernel/database/sql';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { SignalRule } from './events.ts';
import { signalRules } from './projection.ts';

export type RuleRow = {
  readonly name: string;
  readonly rule: SignalRule;
  readonly set_at: Date;
  readonly set_by: string | null;
};

export const rulesOf = (reader: Reader): Promise<RuleRow[]> =>
  reader.many<RuleRow>(sql`
    select name, rule, set_at, set_by from ${reader.table(signalRules, 'rule')}
    where org = ${reader.caller.org} order by name`);

export type OrgRule = { readonly org: number; readonly rule: SignalRule };

/** Of all organisations, those whose points come in one way; of one where it is named. */
export const rulesFrom = (
  { database, projections }: Pick<Kernel, 'database' | 'projections'>,
  is: SignalRule['from']['is'],
  org: number | null = null,
): Promise<OrgRule[]> =>
  database.many<OrgRule>(sql`
    select org, rule from ${projections.table(signalRules, 'rule')}
    where rule -> 'from' ->> 'is' = ${is} and (${org}::int is null or org = ${org}) order by org, name`);
