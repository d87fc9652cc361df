import { sql } from '@nightjar/kernel/database/sql';
import { projection } from '@nightjar/kernel/projection/projection';
import { keyOfName, type ViewFact } from './events.ts';

/** `list` is `shared` or the subject whose own it is; `key` is the name as names are compared. */
export const savedViews = projection<ViewFact>({
  name: 'views.views',
  version: 1,
  tables: `create table view (
    org int not null, list text collate "C" not null, key text collate "C" not null, name text not null, query text not null,
    screen text collate "C" not null, all_changes boolean not null, by_name text, at timestamptz not null,
    primary key (org, list, key))`,
  on: {
    ViewSaved: ({ data, org, recordedAt }) => sql`
      insert into view (org, list, key, name, query, screen, all_changes, by_name, at)
      values (${org}, ${data.list}, ${keyOfName(data.name)}, ${data.name}, ${data.query}, ${data.screen}, ${data.all},
        ${data.byName}, ${recordedAt})
      on conflict (org, list, key) do update set name = excluded.name, query = excluded.query, screen = excluded.screen,
        all_changes = excluded.all_changes, by_name = excluded.by_name, at = excluded.at`,
    ViewRemoved: ({ data, org }) => sql`
      delete from view where org = ${org} and list = ${data.list} and key = ${keyOfName(data.name)}`,
  },
});
