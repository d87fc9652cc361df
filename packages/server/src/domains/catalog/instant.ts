import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';

/** The condition that a versioned row stood at an instant; null is now, for which there are indexes. */
export const stood = (alias: string, at: Date | null): Sql =>
  at === null
    ? raw(`${alias}.until = 'infinity'`)
    : sql`(${raw(alias)}.since <= ${at.toISOString()}::timestamptz and ${raw(alias)}.until > ${at.toISOString()}::timestamptz)`;
