import type { Queryable } from '@nightjar/kernel/database/database';
import { asRows } from '@nightjar/kernel/database/recordset';
import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Folded } from './fold.ts';
import { type Line, lineOf } from './line.ts';
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

/** What may be another the next time, besides `at`; the words follow from `text`. */
const names = [
  'state',
  'severity',
  'source',
  'environment',
  'services',
  'labels',
  'episodes',
  'text',
] as const satisfies readonly (keyof Line)[];
const said = raw(names.join(', '));
const of = (row: string): Sql => raw(names.map((name) => `${row}.${name}`).join(', '));

const columns = `id text, org int, at timestamptz, state text, severity text, source text, environment text,
  services text[], labels text[], episodes int, text text, words text[]`;

export const remember = async (tx: Queryable, cases: readonly Remembered[]): Promise<void> => {
  const states = cases.map(({ id, org, folded }) => ({ id, org, body: folded }));
  await tx.run(sql`
    insert into state (id, org, body)
    select r.id, r.org, coalesce(r.body, 'null'::json) from ${asRows(states, 'id text, org int, body json')}
    on conflict (id) do update set body = excluded.body`);
  const rows = cases.flatMap(({ org, alert }) => (alert === null ? [] : [lineOf(org, alert)]));
  await tx.run(sql`
    insert into alert (id, org, at, ${said}, words)
    select r.id, r.org, r.at, ${of('r')}, array_to_tsvector(r.words)
    from ${asRows(rows, columns)}
    on conflict (id) do update set at = excluded.at, (${said}) = row(${of('excluded')}), words = excluded.words
    where (alert.at, ${of('alert')}) is distinct from (excluded.at, ${of('excluded')})`);
  const gone = cases.filter(({ alert }) => alert === null).map(({ id }) => id);
  if (gone.length > 0) await tx.run(sql`delete from alert where id = any(${gone}::text[])`);
};
