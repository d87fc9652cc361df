import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { raw, sql } from '../database/sql.ts';
import { startEmbedded } from './embedded.ts';
import { testFolder } from './testing/folder.ts';
import { hasty, isAlive, keep, using } from './testing/keep.ts';

test('what was written is there after the next start', async () => {
  await using folder = await testFolder();
  const first = await startEmbedded({ data: folder.path, settings: hasty });
  await using(first.url, (db) => db.run(raw('create table kept as select 7 as a')));
  await first.stop();
  expect(await isAlive(first.pid)).toBe(false);
  const second = await startEmbedded({ data: folder.path, settings: hasty });
  const kept = await using(second.url, (db) => db.one(sql`select a from kept`));
  await second.stop();
  expect(kept).toEqual({ a: 7 });
});

test('sorting, encoding, checksums and durability do not depend on the machine', async () => {
  await using folder = await testFolder();
  const { url, stop } = await startEmbedded({ data: folder.path });
  const about = await using(url, (db) =>
    db.one(sql`select datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding,
      current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
      current_setting('synchronous_commit') as commit, current_setting('listen_addresses') as addresses
      from pg_database where datname = current_database()`),
  );
  await stop();
  expect(about).toEqual({
    provider: 'b',
    locale: 'C.UTF-8',
    encoding: 'UTF8',
    checksums: 'on',
    fsync: 'on',
    commit: 'on',
    addresses: '',
  });
});

test('nobody else may read the password or enter the cluster, and nobody comes in without it', async () => {
  await using folder = await testFolder();
  const { url, stop } = await startEmbedded({ data: folder.path, settings: hasty });
  const modes = await Promise.all(
    ['postgres', 'postgres.password', 'postgres.log', 'socket'].map(
      async (name) => (await stat(join(folder.path, name))).mode & 0o777,
    ),
  );
  const guess = new URL(url);
  guess.password = 'guess';
  const refused = await using(guess.href, (db) => db.one(sql`select 1`)).catch(
    (error: Error) => error.message,
  );
  await stop();
  expect(modes).toEqual([0o700, 0o600, 0o600, 0o700]);
  expect(refused).toMatch(/password authentication failed/);
});

test('a second start on a folder in use says whose it is, and does no harm', async () => {
  await using folder = await testFolder();
  const first = await startEmbedded({ data: folder.path, settings: hasty });
  await expect(keep(folder.path)).rejects.toThrow(
    `exit code 1: Process ${process.pid} runs the database in ${folder.path}.`,
  );
  await expect(startEmbedded({ data: folder.path, settings: hasty })).rejects.toThrow(/runs the database in/);
  expect(await using(first.url, (db) => db.one(sql`select 1 as alive`))).toEqual({ alive: 1 });
  await first.stop();
});

test('a cluster that was only half made is begun again', async () => {
  await using folder = await testFolder();
  const whole = await startEmbedded({ data: folder.path, settings: hasty });
  await whole.stop();
  // As initdb leaves it when it is killed: files, but not all of them.
  await mkdir(join(folder.path, 'postgres.new'));
  await rename(join(folder.path, 'postgres'), join(folder.path, 'postgres.new/cluster'));
  await rm(join(folder.path, 'postgres.new/cluster/PG_VERSION'));
  const again = await startEmbedded({ data: folder.path, settings: hasty });
  await again.stop();
  expect((await readdir(folder.path)).sort()).toEqual(['postgres', 'postgres.log', 'postgres.password']);
});

test('a cluster of another major version is left alone', async () => {
  await using folder = await testFolder();
  const { stop } = await startEmbedded({ data: folder.path, settings: hasty });
  await stop();
  await writeFile(join(folder.path, 'postgres/PG_VERSION'), '17\n');
  await expect(startEmbedded({ data: folder.path, settings: hasty })).rejects.toThrow(
    /was made by PostgreSQL 17; this is 18/,
  );
});
