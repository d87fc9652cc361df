import { sql } from '@nightjar/kernel/database/sql';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { inHalves } from './halves.ts';

const numbers = Array.from({ length: 400 }, (_, n) => n);
const isEven = (n: number): boolean => n % 2 === 0;

test('both halves are done within the one transaction, and each item once', async () => {
  await using database = await testDatabase();
  await database.run(sql`create table seen (n int primary key)`);
  await database.transaction((tx) =>
    inHalves(tx, numbers, isEven, async (part, half) => {
      for (const n of half) await part.run(sql`insert into seen values (${n})`);
    }),
  );
  expect(await database.one(sql`select count(*) as n, sum(n) as sum from seen`)).toEqual({
    n: 400,
    sum: 79_800,
  });
});

test('of a half that fails the first cause is told, after the other has ended, and nothing stays', async () => {
  await using database = await testDatabase();
  await database.run(sql`create table seen (n int primary key check (n <> 201))`);
  const failing = database.transaction((tx) =>
    inHalves(tx, numbers, isEven, async (part, half) => {
      for (const n of half) await part.run(sql`insert into seen values (${n})`);
    }),
  );
  await expect(failing).rejects.toMatchObject({ code: '23514' });
  expect(await database.one(sql`select count(*) as n from seen`)).toEqual({ n: 0 });
});
