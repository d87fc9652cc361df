import type { Queryable } from '../database/database.ts';
import { type Sql, sql } from '../database/sql.ts';
import type { Recorded } from '../fact.ts';
import type { ReadFrom } from './log.ts';

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
 * Facts of the types named within the next `size` positions, and the head, in one round trip: a window, so that a reader of
 * rare types moves on as well.
 */
export const readWindow = async (
  database: Queryable,
  window: { after: number; size: number; types: readonly string[] },
): Promise<{ head: number; facts: Recorded[] }> => {
  const rows = await database.many<Row & { head: number }>(
    sql`select h.head, e.* from (select coalesce(max(pos), 0) as head from nightjar.event) h
        left join lateral (select ${columns} from nightjar.event
          where pos > ${window.after} and pos <= least(h.head, ${window.after + window.size})
            and type = any(${window.types}) order by pos) e on true
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
