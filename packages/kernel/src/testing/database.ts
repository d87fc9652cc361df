import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../database/database.ts';

export type TestDatabase = Database & AsyncDisposable;

/** An empty, migrated database of the test's own; `await using` drops it. */
export const testDatabase = async ({ connections = 10 } = {}): Promise<TestDatabase> => {
  const server = inject('server');
  const template = inject('template');
  const name = `nightjar_test_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name} template ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openDatabase(url.href, { connections });
  return {
    ...database,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
};
