import { sql } from '@nightjar/kernel/database/sql';
import { projection } from '@nightjar/kernel/projection/projection';
import type { CustomFact } from './events.ts';

/** `pos` is that of the last fact about the row, so that a process asks only for what it has not seen. */
export const customSources = projection<CustomFact>({
  name: 'custom.sources',
  version: 1,
  tables: `create table source (
    org int not null, name text collate "C" not null, pos bigint not null, title text not null,
    draft jsonb, mapping jsonb, version int not null, changed_at timestamptz not null, changed_by text,
    primary key (org, name))`,
  indexes: 'create index source_pos on source (pos)',
  on: {
    CustomSourceDrafted: ({ data, org, pos, recordedAt, actor }) => sql`
      insert into source (org, name, pos, title, draft, version, changed_at, changed_by)
      values (${org}, ${data.name}, ${pos}, ${data.title}, ${JSON.stringify(data.mapping)}::jsonb, 0, ${recordedAt}, ${actor})
      on conflict (org, name) do update set pos = excluded.pos, title = excluded.title, draft = excluded.draft,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
    CustomSourcePublished: ({ data, org, pos, recordedAt, actor }) => sql`
      insert into source (org, name, pos, title, mapping, version, changed_at, changed_by)
      values (${org}, ${data.name}, ${pos}, ${data.title}, ${JSON.stringify(data.mapping)}::jsonb, ${data.version}, ${recordedAt}, ${actor})
      on conflict (org, name) do update set pos = excluded.pos, title = excluded.title, draft = null, mapping = excluded.mapping,
        version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by`,
  },
});
