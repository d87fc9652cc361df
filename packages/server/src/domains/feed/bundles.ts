import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Asked } from './asked.ts';
import type { Key } from './cursor.ts';
import { clusterTags } from './places.ts';
import { changes } from './projection.ts';

type Place = { readonly id: string; readonly bundle: string | null; readonly newest: string | null };

/**
 * Which of the changes stand for themselves, or are the newest of their bundle that matches and is not above `top`: one statement.
 */
export const linesAmong = async (
  reader: Reader,
  asked: Asked,
  ids: readonly string[],
  top: Key | null,
): Promise<ReadonlyMap<string, string | null>> => {
  if (ids.length === 0) return new Map();
  const within =
    top === null
      ? sql`true`
      : sql`(at, id) <= (${new Date(top.at).toISOString()}::timestamptz, ${top.id}::text)`;
  const table = reader.table(changes, 'change');
  const rows = await reader.many<Place>(sql`
    with mine as materialized (select id, bundle from ${table} where id = any(${ids}::text[])),
    told as (
      select b.bundle, n.id
      from (select distinct bundle from mine where bundle is not null) b
      cross join lateral (
        select id from ${table}
        where org = ${reader.caller.org}::int and bundle = b.bundle and ${within} and ${asked.where}
        order by at desc, id desc limit 1) n)
    select m.id, m.bundle, t.id as newest from mine m left join told t on t.bundle = m.bundle`);
  return new Map(
    rows.flatMap(({ id, bundle, newest }) =>
      bundle === null || newest === id ? [[id, bundle] as const] : [],
    ),
  );
};

/** What a bundle holds under a filter. */
export type Sum = {
  readonly bundle: string;
  readonly count: number;
  readonly failed: number;
  readonly services: number;
  readonly environments: number;
  readonly clusters: number;
  /** The id of the oldest, and when it was. */
  readonly oldest: string;
  readonly first: Date;
  readonly last: Date;
};

/** Of each bundle what matches, summed up: one statement. */
export const sumsOf = async (
  reader: Reader,
  asked: Asked,
  bundles: readonly string[],
): Promise<ReadonlyMap<string, Sum>> => {
  if (bundles.length === 0) return new Map();
  const sums = await reader.many<Sum>(sql`
    select b.bundle, count(distinct m.id)::int as count,
      count(distinct m.id) filter (where m.status in ('failed', 'reverted'))::int as failed,
      count(distinct s.service)::int as services, count(distinct m.environment)::int as environments,
      count(distinct p.place)::int as clusters, min(m.at) as first, max(m.at) as last,
      (array_agg(m.id order by m.at, m.id))[1] as oldest
    from unnest(${bundles}::text[]) as b (bundle)
    cross join lateral (
      select id, at, status, environment, services, tags from ${reader.table(changes, 'change')}
      where org = ${reader.caller.org}::int and bundle = b.bundle and ${asked.where}) m
    left join lateral unnest(m.services) as s (service) on true
    left join lateral (
      select string_agg(tag, ' ' order by tag) as place from unnest(m.tags) as t (tag)
      where tag like any(${clusterTags.map((tag) => `${tag}%`)}::text[])) p on true
    group by b.bundle`);
  return new Map(sums.map((sum) => [sum.bundle, sum]));
};
