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

/** Facts of the types named at positions (after, upTo]: a window, so that a reader of rare types moves on as well. */
export const readWindow = (
  database: Queryable,
  window: { after: number; upTo: number; types: readonly string[] },
): Promise<Recorded[]> =>
  facts(
    database,
    sql`select ${columns} from nightjar.event
        where pos > ${window.after} and pos <= ${window.upTo} and type = any(${window.types}) order by pos`,
  );

export const readStream = (database: Queryable, org: number, stream: string): Promise<Recorded[]> =>
  facts(
    database,
    sql`select ${columns} from nightjar.event where stream = ${stream} and org = ${org} order by pos`,
  );
