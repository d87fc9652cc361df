import { type Sql, sql } from '@nightjar/kernel/database/sql';

/** `a` is `b`, or lies below it as a path does: `github.com/acme/pricing` below `github.com/acme`, not below `github.com/ac`. */
const isWithin = (a: Sql, b: Sql): Sql => sql`starts_with(${a} || '/', ${b} || '/')`;

/**
 * Whether the source (`backstage:github.com/acme/pricing/catalog-info.yaml`) is read from what a row `d` of nightjar.discovery
 * is about. A host of code is noted once, as `repository:github.com/acme`, and read by many readers; all else by its own.
 */
export const isReadFrom = (source: Sql): Sql => sql`(${isWithin(source, sql`d.source`)} or (
  starts_with(d.source, 'repository:')
  and ${isWithin(sql`substr(${source}, strpos(${source}, ':') + 1)`, sql`substr(d.source, length('repository:') + 1)`)}))`;
