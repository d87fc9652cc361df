import { sql } from '@nightjar/kernel/database/sql';
import { projection } from '@nightjar/kernel/projection/projection';
import type { SignalRuleFact } from './events.ts';

/** The rules that stand. */
export const signalRules = projection<SignalRuleFact>({
  name: 'signals.rules',
  version: 1,
  tables: `create table rule (
    org int not null, name text collate "C" not null, rule jsonb not null, set_at timestamptz not null, set_by text,
    primary key (org, name))`,
  on: {
    SignalRuleSet: ({ data, org, recordedAt, actor }) => sql`
      insert into rule (org, name, rule, set_at, set_by)
      values (${org}, ${data.name}, ${JSON.stringify(data)}::jsonb, ${recordedAt}, ${actor})
      on conflict (org, name) do update set rule = excluded.rule, set_at = excluded.set_at, set_by = excluded.set_by`,
    SignalRuleRemoved: ({ data, org }) => sql`delete from rule where org = ${org} and name = ${data.name}`,
  },
});
