import { sql } from '@nightjar/kernel/database/sql';
import { projection } from '@nightjar/kernel/projection/projection';
import type { AlertFact } from '../alerts/events.ts';
import type { FeedFact } from '../feed/events.ts';
import type { MappingFact } from './events.ts';
import { takeIn } from './unmapped-rows.ts';

/** What people have said. `pos` is that of the last fact about the row, so that a process asks only for what it has not seen. */
export const rules = projection<MappingFact>({
  name: 'mapping.rules',
  version: 1,
  tables: `
create table rule (
  org int not null, rule text collate "C" not null, pos bigint not null,
  source text collate "C" not null, match jsonb not null, meant jsonb not null,
  set_by text not null, set_at timestamptz not null, removed boolean not null,
  primary key (org, rule)
);
create table usual (
  org int not null, source text collate "C" not null, pos bigint not null,
  service text collate "C", environment text, set_by text not null, set_at timestamptz not null,
  primary key (org, source)
)`,
  indexes: 'create index rule_pos on rule (pos); create index usual_pos on usual (pos)',
  on: {
    RuleSet: ({ data, org, pos, recordedAt }) => sql`
      insert into rule (org, rule, pos, source, match, meant, set_by, set_at, removed)
      values (${org}, ${data.rule}, ${pos}, ${data.source}, ${JSON.stringify(data.match)}::jsonb,
              ${JSON.stringify(data.to)}::jsonb, ${data.by}, ${recordedAt}, false)
      on conflict (org, rule) do update set pos = excluded.pos, match = excluded.match, meant = excluded.meant,
        set_by = excluded.set_by, set_at = excluded.set_at, removed = false`,
    RuleRemoved: ({ data, org, pos }) => sql`
      update rule set pos = ${pos}, removed = true where org = ${org} and rule = ${data.rule}`,
    DefaultSet: ({ data, org, pos, recordedAt }) => sql`
      insert into usual (org, source, pos, service, environment, set_by, set_at)
      values (${org}, ${data.source}, ${pos}, ${data.service}, ${data.environment}, ${data.by}, ${recordedAt})
      on conflict (org, source) do update set pos = excluded.pos, service = excluded.service,
        environment = excluded.environment, set_by = excluded.set_by, set_at = excluded.set_at`,
  },
});

/**
 * What reports were said to be about, where the catalog had no word on it.
 * - `place` is one report of a kept delivery that nobody could place, until a better reading of it is: what a replay corrects.
 * - `said` counts them by what the sender wrote. It has a row a name, however much is reported under it, and no index but its key:
 *   a count goes up within its page (HOT), and what is listed is sorted when somebody looks. For reports over the API, whose words
 *   nobody looked up when they came, it counts every name, and who asks leaves out those that the catalog knows by then.
 */
export const unmapped = projection<FeedFact | AlertFact>({
  name: 'mapping.unmapped',
  version: 1,
  tables: `
create table place (
  change text collate "C" not null, place text collate "C" not null,
  org int not null, reading int not null, keys jsonb not null,
  primary key (change, place)
);
create table said (
  org int not null, source text collate "C" not null,
  /** Empty where it is a name. */
  join_name text collate "C" not null,
  /** Folded; empty where the sender named nothing. */
  value text collate "C" not null,
  /** From a kept delivery, so that a rule and a replay correct it. */
  kept boolean not null,
  spelled text not null,
  /** The names beside an id, as last written. */
  names text[] not null,
  reports bigint not null,
  last timestamptz not null,
  /** Changes, the latest first. */
  examples text[] collate "C" not null,
  primary key (org, source, kept, join_name, value)
) with (fillfactor = 70)`,
  handles: ['ChangeObserved', 'ObservationWithdrawn', 'AlertObserved', 'AlertWithdrawn'],
  batch: takeIn,
});
