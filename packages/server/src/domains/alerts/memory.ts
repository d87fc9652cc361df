import type { Queryable } from '@nightjar/kernel/database/database';
import { asRows } from '@nightjar/kernel/database/recordset';
import { sql } from '@nightjar/kernel/database/sql';
import { sameName } from '../../change/names.ts';
import type { Folded } from './fold.ts';
import type { Standing } from './readings.ts';
import type { Alert } from './wire.ts';

export type Placed = Standing & { readonly id: string; readonly place: string };

export const memories = async (tx: Queryable, ids: readonly string[]): Promise<Map<string, Folded>> => {
  const rows = await tx.many<{ id: string; body: Folded | null }>(
    sql`select id, body from state where id = any(${ids}::text[])`,
  );
  return new Map(rows.flatMap(({ id, body }) => (body === null ? [] : [[id, body] as const])));
};

export const standingsAt = (
  tx: Queryable,
  places: readonly { readonly id: string; readonly place: string }[],
): Promise<Placed[]> =>
  tx.many<Placed>(sql`
    select r.id, r.place, s.reading, s.says from ${asRows(places, 'id text, place text')}
    join reading s on s.id = r.id and s.place = r.place`);

export const standingsOf = (tx: Queryable, ids: readonly string[]): Promise<Placed[]> =>
  tx.many<Placed>(sql`select id, place, reading, says from reading where id = any(${ids}::text[])`);

export const keepStandings = (tx: Queryable, rows: readonly Placed[]): Promise<number> =>
  tx.run(sql`
    insert into reading (id, place, reading, says)
    select r.id, r.place, r.reading, r.says
    from ${asRows(rows, 'id text, place text, reading int, says json')}
    on conflict (id, place) do update set reading = excluded.reading, says = excluded.says`);

/** An alert of the batch as it stands now; null where all that was said of it was withdrawn. */
export type Remembered = {
  readonly id: string;
  readonly org: number;
  readonly folded: Folded | null;
  readonly alert: Alert | null;
};

export const remember = async (tx: Queryable, cases: readonly Remembered[]): Promise<void> => {
  const states = cases.map(({ id, org, folded }) => ({ id, org, body: folded }));
  await tx.run(sql`
    insert into state (id, org, body)
    select r.id, r.org, coalesce(r.body, 'null'::json) from ${asRows(states, 'id text, org int, body json')}
    on conflict (id) do update set body = excluded.body`);
  const rows = cases.flatMap(({ org, alert }) =>
    alert === null ? [] : [{ ...alert, org, services: alert.services.map(sameName) }],
  );
  await tx.run(sql`
    insert into alert (id, org, at, state, source, services)
    select r.id, r.org, r.at, r.state, r.source, r.services
    from ${asRows(rows, 'id text, org int, at timestamptz, state text, source text, services text[]')}
    on conflict (id) do update set at = excluded.at, state = excluded.state, services = excluded.services
    where (alert.at, alert.state, alert.services) is distinct from (excluded.at, excluded.state, excluded.services)`);
  const gone = cases.filter(({ alert }) => alert === null).map(({ id }) => id);
  if (gone.length > 0) await tx.run(sql`delete from alert where id = any(${gone}::text[])`);
};
