import type { Database } from '@nightjar/kernel/database/database';
import { join, type Sql, sql } from '@nightjar/kernel/database/sql';
import { testDatabase } from '@nightjar/kernel/testing/database';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ast } from './ast.ts';
import type { Fragment } from './fragment.ts';
import { print } from './print.ts';
import { now, world } from './testing/arbitrary.ts';
import { type Row, rows } from './testing/example.ts';
import { toPredicate } from './to-predicate.ts';
import { toSql } from './to-sql.ts';
import { normalise, words } from './words.ts';

const table = sql`create table r (
  id int primary key, actor text, kind text, services text[], at timestamptz, size float8,
  words tsvector not null, normalised text
)`;

const stored = (item: Row, id: number): Sql =>
  sql`(${id}::int, ${item.actor}::text, ${item.kind}::text, ${item.services}::text[], ${item.at}::timestamptz,
    ${item.size}::float8, array_to_tsvector(${words(item.title ?? '')}::text[]),
    ${item.title === null ? null : normalise(item.title)}::text)`;

/** For each query the ids that SQL answers, asked in one statement. */
const answers = async (database: Database, conditions: readonly Fragment[]): Promise<string[]> => {
  const found = await database.many<{ query: number; id: number }>(
    join(
      conditions.map((condition, query) => sql`select ${query}::int as query, id from r where ${condition}`),
      ' union all ',
    ),
  );
  return found.map(({ query, id }) => `${query} ${id}`).sort();
};

const agreement = (database: Database, translate: (query: Ast) => Fragment) =>
  fc.asyncProperty(world, async ({ items, queries }) => {
    await database.run(sql`truncate r`);
    await database.run(sql`insert into r values ${join(items.map(stored), ', ')}`);
    const accepted = queries.flatMap((query, index) => {
      const accepts = toPredicate(query, rows, now);
      return items.flatMap((item, id) => (accepts(item) ? [`${index} ${id}`] : []));
    });
    expect(await answers(database, queries.map(translate)), queries.map(print).join('\n')).toEqual(
      accepted.sort(),
    );
  });

const honest = (query: Ast): Fragment => toSql(query, rows, now);

/** The same translation with one care left out. */
const careless = (parts: (part: string) => string, values = (value: unknown): unknown => value) => {
  return (query: Ast): Fragment => {
    const fragment = honest(query);
    return { parts: fragment.parts.map(parts), values: fragment.values.map(values) };
  };
};

describe('SQL and predicate', () => {
  test('answer the same rows for any query over any rows', async () => {
    await using database = await testDatabase();
    await database.run(table);
    await fc.assert(agreement(database, honest), { numRuns: 150 });
  });

  test.each([
    [
      'lets a missing value through a negation',
      careless((part) => part.replaceAll(') is not true', ') = false')),
    ],
    [
      'leaves % and _ in names as wildcards',
      careless(
        (part) => part,
        (value) => (typeof value === 'string' && !value.startsWith("'") ? value.replaceAll('\\', '') : value),
      ),
    ],
    ['folds case as the database likes', careless((part) => part.replaceAll(' collate "C"', ''))],
    ['includes the end of an interval', careless((part) => part.replaceAll('at < ', 'at <= '))],
  ])('differ when the translation %s', async (_, translate) => {
    await using database = await testDatabase();
    await database.run(table);
    const outcome = await fc.check(agreement(database, translate), { numRuns: 400, endOnFailure: true });
    expect(outcome.errorInstance).toHaveProperty('name', 'AssertionError');
  });
});
