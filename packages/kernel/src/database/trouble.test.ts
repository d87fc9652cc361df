import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { openDatabase } from './database.ts';
import { raw, sql } from './sql.ts';
import { databaseTrouble } from './trouble.ts';

const troubleOf = async (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'none',
    (error: Error) => databaseTrouble(error).is,
  );

test('a database that is not there, ends a query, or takes too long is away', async () => {
  const nowhere = openDatabase('postgres://postgres@127.0.0.1:1/none');
  expect(await troubleOf(nowhere.one(sql`select 1`))).toBe('away');
  await nowhere.close();
  await using database = await testDatabase();
  expect(await troubleOf(database.one(raw('select pg_terminate_backend(pg_backend_pid())')))).toBe('away');
  const slow = database.transaction(async (tx) => {
    await tx.run(raw('set local statement_timeout = 20'));
    await tx.run(raw('select pg_sleep(5)'));
  });
  expect(await troubleOf(slow)).toBe('away');
});

test('a character that cannot be kept is the fault of who sent it, anything else is a bug', async () => {
  await using database = await testDatabase();
  expect(await troubleOf(database.one(sql`select ${'\u0000'}::text`))).toBe('character');
  expect(await troubleOf(database.one(raw('select nothing')))).toBe('other');
  expect(databaseTrouble(new TypeError('x is not a function')).is).toBe('other');
});
