import { raw, type Sql, sql } from './sql.ts';

/** Rows as one parameter that PostgreSQL takes apart, as `r`: quoted once, with lists and nulls, whatever they hold. */
export const asRows = (rows: readonly object[], columns: string): Sql =>
  sql`json_to_recordset(${JSON.stringify(rows)}) as r (${raw(columns)})`;
