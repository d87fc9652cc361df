import { type Sql, sql } from '@nightjar/kernel/database/sql';

/** `a` is `b`, or lies below it as a path does: `github.com/acme/pricing` below `github.com/acme`, not below `github.com/ac`. */
const isWithin = (a: Sql, b: Sql): Sql => sql`starts_with(${a} || '/', ${b} || '/')`;

/**
 * Whether what a claim `c` (reader, origin) says is read from what a row `d` of nightjar.discovery is about: its own origin, by its
 * own reader. A host of code is noted once, as `repository:github.com/acme`, and the repositories below it are read by many.
 */
export const isReadFrom: Sql = sql`(d.source = c.reader || ':' || c.origin or (
  starts_with(d.source, 'repository:')
  and ${isWithin(sql`c.origin`, sql`substr(d.source, length('repository:') + 1)`)}))`;
