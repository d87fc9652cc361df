import type pg from 'pg';

type Table = { name: string; columns: string[] };

/** Tables that are not facts: models and their progress are built again from the log, migrations run by themselves. */
const derived = ['migration', 'projection', 'parked'];

/** The tables that hold facts as this database has them, with the columns that can be written. */
export const factTables = async (client: pg.Client): Promise<Table[]> => {
  const { rows } = await client.query<Table>(
    `select c.relname::text as name,
            array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'nightjar'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and not c.relname = any($1)
     group by c.relname order by c.relname`,
    [derived],
  );
  return rows;
};
