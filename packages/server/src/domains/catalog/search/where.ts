import type { Sql } from '@nightjar/kernel/database/sql';
import { toSql } from '@nightjar/query/to-sql';
import { parsed } from './asked.ts';
import { fields } from './fields.ts';

/** A filter as a condition over `e`, a row of `entity`; words filter too, nothing is ranked. Refuses with `catalog.filter`. */
export const whereIn = (query: string, now: Date): Sql => toSql(parsed(query), fields, now);
