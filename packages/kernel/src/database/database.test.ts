import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { sql } from './sql.ts';

test('a connection that dies between two statements of a transaction fails it, and not the process', async () => {
  await using db = await testDatabase();
  const doomed = db.transaction(async (tx) => {
    const own = await tx.one<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await db.run(sql`select pg_terminate_backend(${own?.pid})`);
    await sleep(100);
    await tx.run(sql`create table never (a int)`);
  });
  await expect(doomed).rejects.toThrow();
  expect(await db.one(sql`select to_regclass('never') as name`)).toEqual({ name: null });
});
