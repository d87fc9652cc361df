import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { raw, sql } from '../database/sql.ts';
import { startEmbedded } from './embedded.ts';
import { marked, markerOf } from './processes.ts';
import { testFolder } from './testing/folder.ts';
import { ended, hasty, isAlive, keep, killed, using } from './testing/keep.ts';

const start = async (data: string) => {
  const said: string[] = [];
  return { ...(await startEmbedded({ data, log: (line) => said.push(line), settings: hasty })), said };
};

const insert = raw('create table kept as select 7 as a');

test('the PostgreSQL of a killed server is stopped in order, and what it had written is kept', async () => {
  await using folder = await testFolder();
  const keeper = await keep(folder.path);
  await using(keeper.url, (db) => db.run(insert));
  await killed(keeper);
  expect(await isAlive(keeper.pid)).toBe(true);
  const next = await start(folder.path);
  expect(await isAlive(keeper.pid)).toBe(false);
  expect(next.said).toEqual(['Stopped the PostgreSQL that an earlier start had left running']);
  expect(await using(next.url, (db) => db.one(sql`select a from kept`))).toEqual({ a: 7 });
  await next.stop();
});

test('a server and its PostgreSQL killed together leave nothing that stops the next start', async () => {
  await using folder = await testFolder();
  const keeper = await keep(folder.path);
  await using(keeper.url, (db) => db.run(insert));
  await killed(keeper);
  process.kill(keeper.pid, 'SIGKILL');
  const next = await start(folder.path);
  expect(await using(next.url, (db) => db.one(sql`select a from kept`))).toEqual({ a: 7 });
  await next.stop();
});

test('a killed PostgreSQL is started again, after backends that noticed nothing are gone', async () => {
  await using folder = await testFolder();
  const keeper = await start(folder.path);
  const database = openDatabase(keeper.url);
  await database.run(insert);
  const busy = database.run(sql`select count(*) from generate_series(1, 1000000000000)`).catch(() => 'cut');
  await sleep(200);
  const exits: string[] = [];
  keeper.onExit((how) => exits.push(how));
  process.kill(keeper.pid, 'SIGKILL');
  expect(await busy).toBe('cut');
  const row = async () => database.one(sql`select a from kept`).catch(() => undefined);
  await expect.poll(row, { timeout: 10_000 }).toEqual({ a: 7 });
  expect(exits).toEqual(['SIGKILL']);
  const postmasters = (await marked(await markerOf(folder.path))).filter(
    (it) => !it.command.startsWith('postgres: '),
  );
  expect(postmasters).toHaveLength(1);
  await database.close();
  await keeper.stop();
  expect(await marked(await markerOf(folder.path))).toEqual([]);
});

/** A folder that holds the pid file of a PostgreSQL that is gone, naming `pid`. */
const leavePidFile = async (data: string, pid: number, socketFolder: string): Promise<void> => {
  const cluster = join(data, 'postgres');
  const now = Math.floor(Date.now() / 1000);
  const file = join(cluster, 'postmaster.pid');
  await writeFile(file, `${pid}\n${cluster}\n${now}\n5432\n${socketFolder}\n\n  123456        9\nready   \n`);
  const { uid, gid } = await stat(cluster);
  await chown(file, uid, gid);
};

const asOwnerOf = async (data: string) => {
  const { uid, gid } = await stat(join(data, 'postgres'));
  return { uid, gid };
};

test('a stale postmaster.pid whose number another process has now is disregarded', async () => {
  await using folder = await testFolder();
  await ended(await keep(folder.path));
  // Of the same user: PostgreSQL itself would refuse to start.
  const other = spawn('sleep', ['60'], await asOwnerOf(folder.path));
  await leavePidFile(folder.path, other.pid ?? 0, '/nowhere');
  const next = await start(folder.path);
  expect(next.said).toEqual(['Disregarded the postmaster.pid of an earlier start that was killed']);
  await next.stop();
  other.kill();
});

test('a stale postmaster.pid whose number the PostgreSQL of another folder has now is disregarded', async () => {
  await using folder = await testFolder();
  await using elsewhere = await testFolder();
  await ended(await keep(folder.path));
  const other = await start(elsewhere.path);
  await leavePidFile(folder.path, other.pid, join(elsewhere.path, 'socket'));
  const next = await start(folder.path);
  expect(await isAlive(other.pid)).toBe(true);
  await next.stop();
  await other.stop();
});

test('a postmaster.pid that may belong to a living PostgreSQL stops the start', async () => {
  await using folder = await testFolder();
  await ended(await keep(folder.path));
  const other = spawn('sleep', ['60'], { argv0: 'postgres', ...(await asOwnerOf(folder.path)) });
  await once(other, 'spawn');
  await leavePidFile(folder.path, other.pid ?? 0, '/nowhere');
  await expect(start(folder.path)).rejects.toThrow(`Process ${other.pid} may be a PostgreSQL that runs on`);
  other.kill();
});
