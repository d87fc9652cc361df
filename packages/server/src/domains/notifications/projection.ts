import { type Sql, sql } from '@nightjar/kernel/database/sql';
import { projection } from '@nightjar/kernel/projection/projection';
import type { PlaceFact, TellingFact } from './events.ts';

/** A row a place, begun by whatever is first heard of it. */
const set = (org: number, place: string, columns: Sql, values: Sql, update: Sql): Sql => sql`
  insert into place as it (org, place, ${columns}) values (${org}, ${place}, ${values})
  on conflict (org, place) do update set ${update}`;

/** How each place stands, and when it was last told something. `code` null: nothing keeps it. */
export const places = projection<TellingFact | PlaceFact>({
  name: 'notifications.places',
  version: 1,
  tables: `create table place (
    org int not null, place text collate "C" not null, code text, says text, since timestamptz, told_at timestamptz,
    told int not null default 0, not_told int not null default 0, not_told_at timestamptz,
    primary key (org, place))`,
  on: {
    // What is changed later is no other page: the first message of each is counted.
    DiagnosisTold: ({ data, org, recordedAt, ver }) =>
      set(
        org,
        data.place,
        sql`told_at, told`,
        sql`${recordedAt}, 1`,
        sql`told_at = excluded.told_at, told = it.told + ${ver === 1 ? 1 : 0}`,
      ),
    DiagnosisNotTold: ({ data, org, recordedAt }) =>
      set(
        org,
        data.place,
        sql`not_told_at, not_told`,
        sql`${recordedAt}, 1`,
        sql`not_told_at = excluded.not_told_at, not_told = it.not_told + 1`,
      ),
    PlaceTroubled: ({ data, org, recordedAt }) =>
      set(
        org,
        data.place,
        sql`code, says, since`,
        sql`${data.code}, ${data.says}, ${recordedAt}`,
        sql`code = excluded.code, says = excluded.says, since = excluded.since`,
      ),
    PlaceRecovered: ({ data, org, recordedAt }) =>
      set(
        org,
        data.place,
        sql`since`,
        sql`${recordedAt}`,
        sql`code = null, says = null, since = excluded.since`,
      ),
  },
});
