import type { Queryable } from '@nightjar/kernel/database/database';
import { type Sql, sql } from '@nightjar/kernel/database/sql';
import { changeOf } from './change.ts';
import { betweenRows, column } from './columns.ts';
import { type Folded, nothingSaid } from './fold.ts';
import type { Standing } from './readings.ts';
import type { Change } from './wire.ts';

/**
 * What the model remembers of a change. `whole` is the change as it stands (null: all withdrawn). `outright` is the part
 * that was not read from deliveries; it is kept apart only where there is a reading, else it is the whole.
 */
export type Memory = { readonly whole: Folded | null; readonly outright?: Folded | null };

const orNothing = <Part extends object>(part: Part): Part | undefined => {
  for (const _ in part) return part;
  return undefined;
};

/**
 * What of it is kept: JSON leaves out what is undefined, which is a third of the text. Written out, because an object put
 * together name by name costs five times as much.
 */
const packed = (it: Folded | null) =>
  it === null
    ? null
    : {
        source: it.source,
        key: it.key,
        phases: it.phases,
        kind: it.kind ?? undefined,
        title: it.title ?? undefined,
        environment: it.environment ?? undefined,
        actor: it.actor ?? undefined,
        version: it.version ?? undefined,
        previousVersion: it.previousVersion ?? undefined,
        revert: it.revert ?? undefined,
        summary: it.summary ?? undefined,
        services: orNothing(it.services),
        links: orNothing(it.links),
        tags: orNothing(it.tags),
      };

const unpacked = (kept: Partial<Folded> | null): Folded | null =>
  kept === null ? null : { ...nothingSaid, ...kept };

type KeptMemory = {
  readonly whole: Partial<Folded> | null;
  readonly outright?: Partial<Folded> | null;
};

const recalled = ({ whole, outright }: KeptMemory): Memory =>
  outright === undefined
    ? { whole: unpacked(whole) }
    : { whole: unpacked(whole), outright: unpacked(outright) };

const kept = ({ whole, outright }: Memory): string =>
  JSON.stringify({ whole: packed(whole), outright: outright === undefined ? undefined : packed(outright) });

export type Place = { readonly id: string; readonly place: string };

/** What is remembered of changes, by id, with the organisation of each; those that are unknown or withdrawn are left out. */
export const remembered = async (
  from: Pick<Queryable, 'many'>,
  stateTable: Sql,
  ids: readonly string[],
): Promise<{ id: string; org: number; folded: Folded }[]> => {
  if (ids.length === 0) return [];
  const rows = await from.many<{ id: string; org: number; body: KeptMemory }>(
    sql`select id, org, body from ${stateTable} where id = any(${ids}::text[])`,
  );
  return rows.flatMap(({ id, org, body }) => {
    const { whole } = recalled(body);
    return whole === null ? [] : [{ id, org, folded: whole }];
  });
};

/** The same as changes, as they stand. */
export const standing = async (
  from: Pick<Queryable, 'many'>,
  stateTable: Sql,
  ids: readonly string[],
): Promise<Map<string, { org: number; change: Change }>> => {
  const all = await remembered(from, stateTable, ids);
  return new Map(all.map(({ id, org, folded }) => [id, { org, change: changeOf(id, folded) }]));
};

export const memories = async (tx: Queryable, ids: readonly string[]): Promise<Map<string, Memory>> => {
  const rows = await tx.many<{ id: string; body: KeptMemory }>(
    sql`select s.id, s.body from state s where s.id = any(string_to_array(${ids.join(betweenRows)}, E'\\x1e'))`,
  );
  return new Map(rows.map((row) => [row.id, recalled(row.body)]));
};

export const remember = async (
  tx: Queryable,
  rows: readonly { id: string; org: number; memory: Memory }[],
  known: ReadonlyMap<string, Memory>,
): Promise<void> => {
  const fresh = rows.filter((row) => !known.has(row.id));
  const old = rows.filter((row) => known.has(row.id));
  if (fresh.length > 0) {
    await tx.run(sql`
      insert into state (id, org, body)
      select r.id, r.org::int, r.body::json
      from rows from (
        string_to_table(${column(fresh, (row) => row.id)}, E'\\x1e'),
        string_to_table(${column(fresh, (row) => row.org)}, E'\\x1e'),
        string_to_table(${column(fresh, (row) => kept(row.memory))}, E'\\x1e')) as r (id, org, body)`);
  }
  if (old.length > 0) {
    await tx.run(sql`
      update state s set body = r.body::json
      from rows from (
        string_to_table(${column(old, (row) => row.id)}, E'\\x1e'),
        string_to_table(${column(old, (row) => kept(row.memory))}, E'\\x1e')) as r (id, body)
      where s.id = r.id`);
  }
};

type StandingRow = Place & Standing;

export const standingsAt = (tx: Queryable, places: readonly Place[]): Promise<StandingRow[]> =>
  tx.many<StandingRow>(sql`
    select r.id, r.place, r.reading, r.says
    from rows from (
      string_to_table(${column(places, (it) => it.id)}, E'\\x1e'),
      string_to_table(${column(places, (it) => it.place)}, E'\\x1e')) as asked (id, place)
    join reading r on r.id = asked.id and r.place = asked.place`);

export const standingsOf = (tx: Queryable, ids: readonly string[]): Promise<StandingRow[]> =>
  tx.many<StandingRow>(sql`
    select r.id, r.place, r.reading, r.says from reading r
    where r.id = any(string_to_array(${ids.join(betweenRows)}, E'\\x1e'))`);

export const keepStandings = (tx: Queryable, rows: readonly StandingRow[]): Promise<number> =>
  tx.run(sql`
    insert into reading (id, place, reading, says)
    select r.id, r.place, r.reading::int, nullif(r.says, 'null')::json
    from rows from (
      string_to_table(${column(rows, (it) => it.id)}, E'\\x1e'),
      string_to_table(${column(rows, (it) => it.place)}, E'\\x1e'),
      string_to_table(${column(rows, (it) => it.reading)}, E'\\x1e'),
      string_to_table(${column(rows, (it) => JSON.stringify(it.says))}, E'\\x1e')) as r (id, place, reading, says)
    on conflict (id, place) do update set reading = excluded.reading, says = excluded.says`);
