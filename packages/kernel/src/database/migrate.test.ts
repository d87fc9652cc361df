import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';
import { sql } from './sql.ts';

const file = (number: number, text: string) => ({ number, name: `${number}`, text });

test('a file that fails takes back none of those before it, and nothing of its own stays', async () => {
  await using db = await testDatabase();
  await db.run(sql`delete from nightjar.migration`);
  const good = file(1, 'create table first (a int)');
  const bad = file(2, 'create table second (a int); select nothing_of_that_name()');
  await expect(migrate(db.url, [good, bad])).rejects.toThrow(/nothing_of_that_name/);
  const tables = sql`select to_regclass('first') is not null as first, to_regclass('second') is not null as second`;
  expect(await db.one(tables)).toEqual({ first: true, second: false });
  const mended = file(2, `create table second as select current_setting('statement_timeout') as "limit"`);
  await Promise.all([migrate(db.url, [good, mended]), migrate(db.url, [good, mended])]);
  expect(await db.many(sql`select number from nightjar.migration order by 1`)).toEqual([
    { number: 1 },
    { number: 2 },
  ]);
  expect(await db.one(sql`select * from second`)).toEqual({ limit: '0' });
  await expect(migrate(db.url, [good])).rejects.toThrow(/newer Nightjar/);
});
