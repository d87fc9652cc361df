import { expect, test } from 'vitest';
import { sql } from '../database/sql.ts';
import { testDatabase } from './database.ts';

test('a test has a migrated database to itself', async () => {
  await using one = await testDatabase();
  await using other = await testDatabase();
  await one.run(sql`create table mine (a int)`);
  const tables = await other.many(sql`select from pg_tables where tablename = 'mine'`);
  expect(tables).toEqual([]);
});
