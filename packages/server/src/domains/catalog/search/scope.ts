import { type Sql, sql } from '@nightjar/kernel/database/sql';
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
};

export const scopeOf = (reader: Reader, at: Date | null): Scope => {
  const { org } = reader.caller;
  return {
    reader,
    org,
    at,
    entity: reader.table(entities, 'entity'),
    name: reader.table(entities, 'name'),
    word: reader.table(entities, 'word'),
    e: sql`e.org = ${org}::int and ${stood('e', at)}`,
    n: sql`n.org = ${org}::int and ${stood('n', at)}`,
  };
};
