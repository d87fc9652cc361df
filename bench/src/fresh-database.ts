import { randomUUID } from 'node:crypto';
import { migrate } from '@nightjar/kernel/database/migrate';
import pg from 'pg';

/**
 * A new database on the server; `await using` drops it. `migrated` false leaves it empty, for a rival's own schema; `drop`
 * false leaves it standing, for a rival whose pool cannot be closed and ends the process when its connections are.
 */
export const freshDatabase = async (
  server: string,
  { migrated = true, drop = true } = {},
): Promise<{ url: string } & AsyncDisposable> => {
  const name = `nightjar_bench_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  admin.on('error', () => {});
  await admin.connect();
  await admin.query(`create database ${name}`);
  const at = new URL(server);
  at.pathname = `/${name}`;
  if (migrated) await migrate(at.href);
  return {
    url: at.href,
    [Symbol.asyncDispose]: async () => {
      if (drop) await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
};
