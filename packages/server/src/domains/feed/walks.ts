import { join, raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { kinds } from '../../change/observation.ts';
import type { Asked, Names } from './asked.ts';
import type { Key } from './cursor.ts';
import { type Necessary, tsquery } from './necessary.ts';
import { changes } from './projection.ts';

export type Row = { readonly id: string; readonly at: Date };

/** Where in the feed to look: below `before`, and what of it. */
export type Slice = {
  readonly org: number;
  readonly asked: Asked;
  readonly before: Key | null;
  /** How far back; to the beginning where not given. */
  readonly downTo?: Key | null;
};

const iso = (ms: number): string => new Date(ms).toISOString();
/** What a Date can hold; a filter may ask for more. */
const furthest = 8.64e15;

/** The part of the feed's order that the slice covers, for columns `org`, `at` and `id`. */
const range = ({ org, asked, before, downTo = null }: Slice): Sql => {
  const parts = [sql`org = ${org}::int`];
  if (asked.from > -furthest) parts.push(sql`at >= ${iso(Math.min(asked.from, furthest))}::timestamptz`);
  if (asked.until < furthest) parts.push(sql`at < ${iso(Math.max(asked.until, -furthest))}::timestamptz`);
  if (before !== null) parts.push(sql`(at, id) < (${iso(before.at)}::timestamptz, ${before.id}::text)`);
  if (downTo !== null) parts.push(sql`(at, id) >= (${iso(downTo.at)}::timestamptz, ${downTo.id}::text)`);
  return join(parts, ' and ');
};

const newestFirst = raw('order by at desc, id desc');

/** At most `most` changes of the slice in order of time, whether they match or not. */
const inTime = (reader: Reader, slice: Slice, most: number): Sql => sql`
  select * from ${reader.table(changes, 'change')} where ${range(slice)} ${newestFirst} limit ${most}`;

/**
 * At most `most` changes under the names, in order of time. Where service, environment and kind are all known, each mixture
 * is a range of `by_service_kind`; kinds are few, so an environment alone means all of them.
 */
const underNames = (reader: Reader, slice: Slice, names: Names, most: number): Sql => {
  const exact = names.environments !== null;
  const table = reader.table(changes, 'by_service');
  const ranges = exact
    ? sql`unnest(${names.services}::text[]) as s (service)
        cross join unnest(${names.environments}::text[]) as e (environment)
        cross join unnest(${names.kinds ?? kinds}::text[]) as k (kind)`
    : sql`unnest(${names.services}::text[]) as s (service)`;
  const match = exact
    ? raw('service = s.service and environment = e.environment and kind = k.kind')
    : raw('service = s.service');
  return sql`
    select u.id, u.at, u.kind from ${ranges} cross join lateral (
      select id, at, kind from ${table} where ${match} and ${range(slice)} ${newestFirst} limit ${most}) u
    group by u.at, u.id, u.kind ${newestFirst} limit ${most}`;
};

/** The changes named, those that match. */
export const named = (reader: Reader, slice: Slice, ids: readonly string[], wanted: number): Promise<Row[]> =>
  reader.many<Row>(sql`
    select id, at from ${reader.table(changes, 'change')}
    where id = any(${ids}::text[]) and ${range(slice)} and ${slice.asked.where} ${newestFirst} limit ${wanted}`);

/** The changes of bundles, those that match. */
export const bundled = (
  reader: Reader,
  slice: Slice,
  bundles: readonly string[],
  wanted: number,
): Promise<Row[]> =>
  reader.many<Row>(sql`
    select id, at from ${reader.table(changes, 'change')}
    where bundle = any(${bundles}::text[]) and ${range(slice)} and ${slice.asked.where} ${newestFirst} limit ${wanted}`);

/** Those that match among at most `most` changes, as a table of `id` and `at`. */
const matching = (reader: Reader, slice: Slice, most: number): Sql => {
  const { asked } = slice;
  if (asked.names.services === null)
    return sql`select id, at from (${inTime(reader, slice, most)}) w where ${asked.where}`;
  const ofKind = asked.names.kinds === null ? raw('true') : sql`w.kind = any(${asked.names.kinds}::text[])`;
  const passes = asked.covered
    ? raw('')
    : sql`cross join lateral (
        select from ${reader.table(changes, 'change')} c where c.id = w.id and ${asked.where} offset 0) c`;
  return sql`
    select w.id, w.at from (${underNames(reader, slice, asked.names, most)}) w ${passes} where ${ofKind}`;
};

/** Looks at `most` changes at most, newest first, and answers the first `wanted` that match. */
export const walk = (reader: Reader, slice: Slice, most: number, wanted: number): Promise<Row[]> =>
  reader.many<Row>(sql`${matching(reader, slice, most)} order by at desc, id desc limit ${wanted}`);

/** How many match among at most `most` changes. */
export const counted = async (reader: Reader, slice: Slice, most: number): Promise<number> => {
  const row = await reader.one<{ n: number }>(
    sql`select count(*)::int as n from (${matching(reader, slice, most)}) m`,
  );
  return row?.n ?? 0;
};

/** The last of the `most` changes that a walk looks at; undefined where there are fewer. */
export const walked = (reader: Reader, slice: Slice, most: number): Promise<Row | undefined> => {
  const { names } = slice.asked;
  const of =
    names.services === null
      ? sql`select id, at from ${reader.table(changes, 'change')} where ${range(slice)}`
      : sql`select id, at from (${underNames(reader, slice, names, most)}) w`;
  return reader.one<Row>(sql`${of} ${newestFirst} offset ${most - 1} limit 1`);
};

/**
 * Asks the index of words, looks at `most` of what it finds at most, and answers the newest `wanted` that match; null where
 * it found more than it may look at. The tsquery is hidden from the planner behind a sub-select: knowing it, the planner
 * at times reads the whole table for two frequent words that hardly ever meet.
 */
export const probe = async (
  reader: Reader,
  slice: Slice,
  necessary: Necessary,
  most: number,
  wanted: number,
): Promise<Row[] | null> => {
  const rows = await reader.many<{ seen: number; id: string | null; at: Date | null }>(sql`
    with seen as materialized (
      select id, at, org, (${slice.asked.where}) is true as matches from (
        select * from ${reader.table(changes, 'change')}
        where words @@ (select ${tsquery(necessary)}::tsquery) limit ${most}) v)
    select counted.seen, m.id, m.at
    from (select count(*)::int as seen from seen) counted
    left join lateral (
      select id, at from seen where matches and ${range(slice)} ${newestFirst} limit ${wanted}) m on true
    order by m.at desc, m.id desc`);
  if ((rows[0]?.seen ?? 0) >= most) return null;
  return rows.flatMap(({ id, at }) => (id === null || at === null ? [] : [{ id, at }]));
};
