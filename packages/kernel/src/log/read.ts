import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import type { Recorded } from '../fact.ts';
import type { Latest, LatestPage, ReadFrom } from './log.ts';

type Row = Omit<Recorded, 'recordedAt'> & { recorded_at: Date };

const columns = sql`pos, stream, ver, org, type, v, id, at, recorded_at, actor, cause, data`;

const recorded = ({ recorded_at, ...row }: Row): Recorded => ({ ...row, recordedAt: recorded_at });

const facts = async (database: Queryable, statement: Sql): Promise<Recorded[]> =>
  (await database.many<Row>(statement)).map(recorded);

export const headOf = async (database: Queryable): Promise<number> =>
  (await database.one<{ head: number }>(sql`select coalesce(max(pos), 0) as head from nightjar.event`))
    ?.head ?? 0;

export const readAfter = (database: Queryable, { after, limit, types }: ReadFrom): Promise<Recorded[]> =>
  facts(
    database,
    types === undefined
      ? sql`select ${columns} from nightjar.event where pos > ${after} order by pos limit ${limit}`
      : sql`select ${columns} from nightjar.event
            where pos > ${after} and type = any(${types}) order by pos limit ${limit}`,
  );

/**
 * What a fact's data weighs without reading it: what it takes on disk. PostgreSQL compresses from 2 kB on, JSON by 3 to 10,
 * repetitions by up to 85 (pglz); counted twentyfold, a window is at most some four times its weight in memory.
 */
const weight = sql`pg_column_size(data) * case when pg_column_compression(data) is null then 1 else 20 end`;

/**
 * Facts of the types named within the next `size` positions, until they weigh `bytes`, at least one; the position up to
 * which that is all, and the head; in one round trip. A window, so that a reader of rare types moves on as well.
 */
export const readWindow = async (
  database: Queryable,
  window: { after: number; size: number; bytes: number; types: readonly string[] },
): Promise<{ head: number; upTo: number; facts: Recorded[] }> => {
  const rows = await database.many<Row & { head: number; full: true | null }>(
    sql`select h.head, e.* from (select coalesce(max(pos), 0) as head from nightjar.event) h
        left join lateral (
          select ${columns}, case when total >= ${window.bytes} then true end as "full" from (
            select *, sum(own) over (order by pos rows unbounded preceding) as total from (
              select ${columns}, ${weight} as own from nightjar.event
              where pos > ${window.after} and pos <= least(h.head, ${window.after + window.size})
                and type = any(${window.types})) weighed) summed
          where total - own < ${window.bytes} order by pos) e on true
        order by e.pos`,
  );
  const head = rows[0]?.head ?? 0;
  const last = rows.at(-1);
  const facts = rows.flatMap(({ head: _, full: __, ...row }) => (row.pos === null ? [] : [recorded(row)]));
  return { head, upTo: last?.full ? last.pos : Math.min(head, window.after + window.size), facts };
};

/** All facts within the next `size` positions until they would weigh more than `bytes`, which none need be, and the head. */
export const readTail = async (
  database: Queryable,
  { after, size, bytes }: { after: number; size: number; bytes: number },
): Promise<{ head: number; facts: Recorded[] }> => {
  const rows = await database.many<Row & { head: number }>(
    sql`select h.head, e.* from (select coalesce(max(pos), 0) as head from nightjar.event) h
        left join lateral (
          select ${columns} from (
            select ${columns}, sum(${weight}) over (order by pos rows unbounded preceding) as total from nightjar.event
            where pos > ${after} and pos <= least(h.head, ${after + size})) weighed
          where total <= ${bytes}) e on true
        order by e.pos`,
  );
  const facts = rows.flatMap(({ head: _, ...row }) => (row.pos === null ? [] : [recorded(row)]));
  return { head: rows[0]?.head ?? 0, facts };
};

export const readStream = (database: Queryable, org: number, stream: string): Promise<Recorded[]> =>
  facts(
    database,
    sql`select ${columns} from nightjar.event where stream = ${stream} and org = ${org} order by pos`,
  );

/** The page ends before the fact that would make it heavier than `bytes`, by the same rule as a window. */
export const readLatest = async (
  database: Queryable,
  org: number,
  stream: string,
  { upTo, limit, bytes }: LatestPage,
): Promise<Latest> => {
  const rows = await database.many<Row & { found: number }>(
    sql`select ${columns}, found from (
          select *, sum(own) over (order by pos desc rows unbounded preceding) as total, count(*) over () as found from (
            select ${columns}, ${weight} as own from nightjar.event
            where stream = ${stream} and org = ${org} and pos <= ${upTo}
            order by pos desc limit ${limit + 1}) weighed) summed
        where total - own < ${bytes} order by pos desc limit ${limit}`,
  );
  const facts = rows.map(({ found: _, ...row }) => recorded(row));
  return { facts, more: rows.length < (rows[0]?.found ?? 0) };
};
