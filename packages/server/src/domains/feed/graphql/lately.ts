import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { changes } from '../projection.ts';

/** Something of the catalog, and the names (as names are compared) under which changes tell of it. */
export type Told = { readonly ref: string; readonly names: readonly string[] };

/** Changes of one thing that are looked at: to find a deploy, or to count a day's. */
const most = 5_000;

const asTable = (all: readonly Told[]) => sql`
  jsonb_to_recordset(${JSON.stringify(all.map(({ ref, names }) => ({ ref, names })))}::jsonb) as asked (ref text, names text[])`;

const upTo = (at: Date | null): string => at?.toISOString() ?? 'infinity';

/** The ids of the newest deploys up to an instant (null: now), by reference: one statement for all. */
export const lastDeploys = async (
  reader: Reader,
  all: readonly Told[],
  at: Date | null,
): Promise<ReadonlyMap<string, string>> => {
  const rows = await reader.many<{ ref: string; id: string }>(sql`
    select asked.ref, found.id from ${asTable(all)}
    cross join lateral (
      select d.id from unnest(asked.names) as n (name)
      cross join lateral (
        select w.id, w.at from (
          select s.id, s.at, s.kind from ${reader.table(changes, 'by_service')} s
          where s.org = ${reader.caller.org}::int and s.service = n.name and s.at <= ${upTo(at)}::timestamptz
          order by s.at desc, s.id desc limit ${most}) w
        where w.kind = 'deploy' order by w.at desc, w.id desc limit 1) d
      order by d.at desc, d.id desc limit 1) found`);
  return new Map(rows.map(({ ref, id }) => [ref, id]));
};

export type Day = { readonly total: number; readonly failed: number; readonly cut: boolean };

/** How much changed between two instants, by reference: one statement for all. Each change once, whatever it is told under. */
export const daysOf = async (
  reader: Reader,
  all: readonly Told[],
  { from, to }: { readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, Day>> => {
  const rows = await reader.many<{ ref: string; total: number; failed: number }>(sql`
    select asked.ref, count(*)::int as total, count(*) filter (where c.status in ('failed', 'reverted'))::int as failed
    from ${asTable(all)}
    cross join lateral (
      select s.id from ${reader.table(changes, 'by_service')} s
      where s.org = ${reader.caller.org}::int and s.service = any(asked.names)
        and s.at >= ${from.toISOString()}::timestamptz and s.at <= ${to.toISOString()}::timestamptz
      group by s.id limit ${most}) found
    join ${reader.table(changes, 'change')} c on c.id = found.id
    group by asked.ref`);
  return new Map(rows.map(({ ref, total, failed }) => [ref, { total, failed, cut: total >= most }]));
};
