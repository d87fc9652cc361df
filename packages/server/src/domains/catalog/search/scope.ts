import { join, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { stood } from '../instant.ts';
import { entities } from '../projection.ts';

/** Where and when to look. */
export type Scope = {
  readonly reader: Reader;
  readonly org: number;
  /** Null is now. */
  readonly at: Date | null;
  readonly entity: Sql;
  readonly name: Sql;
  /** Words of names, whenever they stood. */
  readonly word: Sql;
  /** The rows of `e` (entity) and `n` (name) that are the caller's and stood then. */
  readonly e: Sql;
  readonly n: Sql;
  /** The same for `e`, apart by what still stands and what has ended: each has indexes of its own, and none serves both. */
  readonly stretches: readonly Sql[];
};

/** At most `most` rows of `e` that meet a condition, by whichever indexes serve it. */
export const rowsWhere = ({ entity, stretches }: Scope, condition: Sql, most: number): Sql =>
  sql`(${join(
    stretches.map((stood) => sql`(select * from ${entity} e where ${stood} and ${condition} limit ${most})`),
    ' union all ',
  )}) e`;

export const scopeOf = (reader: Reader, at: Date | null): Scope => {
  const { org } = reader.caller;
  const mine = sql`e.org = ${org}::int`;
  const begun = sql`e.since <= ${at?.toISOString() ?? null}::timestamptz`;
  return {
    reader,
    org,
    at,
    entity: reader.table(entities, 'entity'),
    name: reader.table(entities, 'name'),
    word: reader.table(entities, 'word'),
    e: sql`${mine} and ${stood('e', at)}`,
    n: sql`n.org = ${org}::int and ${stood('n', at)}`,
    stretches:
      at === null
        ? [sql`${mine} and e.until = 'infinity'`]
        : [
            sql`${mine} and e.until = 'infinity' and ${begun}`,
            sql`${mine} and e.until < 'infinity' and ${begun} and e.until > ${at.toISOString()}::timestamptz`,
          ],
  };
};
