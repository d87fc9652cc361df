import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Asked } from '../asked.ts';
import { likelihoodOf, tsquery } from '../necessary.ts';
import { changes } from '../projection.ts';
import { sharesOf } from '../shares.ts';
import type { Slice } from './steps.ts';
import { totalBetween } from './totals.ts';

/** How many rows may be looked at in all. A row in order of time is some ten times cheaper than one that is looked up by its id. */
export const usualBudget = { inTime: 30_000, underNames: 6_000, byWord: 5_000 };
export type Budget = Readonly<typeof usualBudget>;

/** Changes of each slice, of which those that `matches` says match the filter, as a table in a FROM. */
export type Look = {
  readonly rows: Sql;
  /** The newest so many of each slice were looked at; null where all were that can match. */
  readonly most: number | null;
};

const iso = (ms: number): string => new Date(ms).toISOString();

const slicesAs = (slices: readonly Slice[]): Sql => sql`
  unnest(${slices.map(({ n }) => n)}::int[], ${slices.map(({ from }) => iso(from))}::timestamptz[],
    ${slices.map(({ to }) => iso(to))}::timestamptz[]) as b (n, since, until)`;

const columns = raw('id, at, kind, status, services, actors');
const inSlice = raw('at >= b.since and at < b.until');

const inTime = (reader: Reader, asked: Asked, slices: readonly Slice[], most: number): Sql => sql`
  select b.n, w.* from ${slicesAs(slices)} cross join lateral (
    select ${columns}, (${asked.where}) is true as matches from (
      select * from ${reader.table(changes, 'change')}
      where org = ${reader.caller.org}::int and ${inSlice} order by at desc, id desc limit ${most}) v) w`;

const underNames = (
  reader: Reader,
  asked: Asked,
  services: readonly string[],
  slices: readonly Slice[],
  most: number,
): Sql => sql`
  select b.n, c.* from ${slicesAs(slices)}
  cross join lateral (
    select u.id from unnest(${services}::text[]) as s (service) cross join lateral (
      select id, at from ${reader.table(changes, 'by_service')}
      where org = ${reader.caller.org}::int and service = s.service and ${inSlice}
      order by at desc, id desc limit ${most}) u
    group by u.id, u.at order by u.at desc, u.id desc limit ${most}) w
  cross join lateral (
    select ${columns}, (${asked.where}) is true as matches
    from ${reader.table(changes, 'change')} where id = w.id offset 0) c`;

/** All of them that lie in a slice. */
const among = (reader: Reader, asked: Asked, slices: readonly Slice[], which: Sql): Sql => {
  const [first, last] = [slices[0]?.from ?? 0, slices.at(-1)?.to ?? 0];
  return sql`
    select (${slices.map(({ n }) => n)}::int[])[w] as n, ${columns}, matches from (
      select ${columns}, (${asked.where}) is true as matches,
        width_bucket(at, ${slices.map(({ from }) => iso(from))}::timestamptz[]) as w
      from ${reader.table(changes, 'change')}
      where org = ${reader.caller.org}::int and ${which} and ${within(first, last)} offset 0) c
    where at < (${slices.map(({ to }) => iso(to))}::timestamptz[])[w]`;
};

const within = (from: number, to: number): Sql =>
  sql`at >= ${iso(from)}::timestamptz and at < ${iso(to)}::timestamptz`;

/** Whether a service or several have no more changes than that from the first slice to the last. */
const areFewOf = async (
  reader: Reader,
  services: readonly string[],
  from: number,
  to: number,
  most: number,
): Promise<boolean> => {
  const row = await reader.one<{ n: number }>(sql`
    select count(*)::int as n from (
      select from ${reader.table(changes, 'by_service')}
      where org = ${reader.caller.org}::int and service = any(${services}::text[]) and ${within(from, to)}
      limit ${most + 1}) f`);
  return (row?.n ?? 0) <= most;
};

/** What the index of words finds, where that is little; null where it is not, or nobody can tell. */
const byWord = async (reader: Reader, { necessary }: Asked, most: number): Promise<string[] | null> => {
  if (necessary === null) return null;
  const shares = await sharesOf(reader);
  const likelihood = likelihoodOf(necessary, shares.of);
  if (likelihood === undefined || likelihood * shares.rows > most) return null;
  const found = await reader.many<{ id: string }>(sql`
    select id from ${reader.table(changes, 'change')}
    where words @@ (select ${tsquery(necessary)}::tsquery) limit ${most + 1}`);
  return found.length > most ? null : found.map(({ id }) => id);
};

/** The shortest way to what matches in some slices: by what the filter names, by its services, by its words, or by time. */
export const look = async (
  reader: Reader,
  asked: Asked,
  slices: readonly Slice[],
  budget: Budget = usualBudget,
): Promise<Look> => {
  if (asked.ids !== null)
    return { rows: among(reader, asked, slices, sql`id = any(${asked.ids}::text[])`), most: null };
  if (asked.bundles !== null)
    return { rows: among(reader, asked, slices, sql`bundle = any(${asked.bundles}::text[])`), most: null };
  const [from, to] = [slices[0]?.from ?? 0, slices.at(-1)?.to ?? 0];
  const share = (all: number): number => Math.max(20, Math.floor(all / slices.length));
  const { services } = asked.names;
  if (services !== null) {
    const most = share(budget.underNames);
    if (!(await areFewOf(reader, services, from, to, budget.underNames)))
      return { rows: underNames(reader, asked, services, slices, most), most };
    const ofServices = sql`id in (
      select id from ${reader.table(changes, 'by_service')}
      where org = ${reader.caller.org}::int and service = any(${services}::text[]) and ${within(from, to)})`;
    return { rows: among(reader, asked, slices, ofServices), most: null };
  }
  const ids = await byWord(reader, asked, budget.byWord);
  if (ids !== null) return { rows: among(reader, asked, slices, sql`id = any(${ids}::text[])`), most: null };
  if ((await totalBetween(reader, from, to)) <= budget.inTime)
    return { rows: among(reader, asked, slices, sql`true`), most: null };
  const most = share(budget.inTime);
  return { rows: inTime(reader, asked, slices, most), most };
};
