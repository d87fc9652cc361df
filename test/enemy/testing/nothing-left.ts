import { readdir, readFile, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, inject } from 'vitest';
import { type TestDatabase, testDatabase } from '../../../packages/kernel/src/testing/database.ts';

const databases = new Set<string>();
const markers = new Set<string>();
const folders = new Set<string>();

/** A database of the test's own, that must be gone when the test ends. */
export const enemyDatabase = async (options: { connections?: number } = {}): Promise<TestDatabase> => {
  const database = await testDatabase(options);
  databases.add(new URL(database.url).pathname.slice(1));
  return database;
};

/** Says that a cluster with this name of its processes, in this folder, must be gone when the test ends. */
export const expectGone = (marker: string, folder: string): void => {
  markers.add(marker);
  folders.add(folder);
};

const parentOf = async (pid: string): Promise<{ parent: number; command: string }> => {
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    return { parent: Number(line.slice(line.lastIndexOf(')') + 2).split(' ')[1]), command };
  } catch {
    return { parent: 0, command: '' };
  }
};

/** Processes that this one started, and those of a cluster it started whose postmaster may be gone. */
const processesLeft = async (): Promise<string[]> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const all = await Promise.all(pids.map(async (pid) => ({ pid, ...(await parentOf(pid)) })));
  return all
    .filter(
      ({ parent, command }) =>
        parent === process.pid || [...markers].some((marker) => command.includes(marker)),
    )
    .map(({ pid, command }) => `process ${pid}: ${command.slice(0, 120)}`);
};

const databasesLeft = async (): Promise<string[]> => {
  if (databases.size === 0) return [];
  const admin = new pg.Client({ connectionString: inject('server') });
  await admin.connect();
  const { rows } = await admin.query<{ datname: string }>(
    'select datname from pg_database where datname = any($1)',
    [[...databases]],
  );
  await admin.end();
  return rows.map(({ datname }) => `database ${datname}`);
};

const foldersLeft = async (): Promise<string[]> => {
  const there = await Promise.all(
    [...folders].map((folder) =>
      stat(folder).then(
        () => `folder ${folder}`,
        () => '',
      ),
    ),
  );
  return there.filter((it) => it !== '');
};

/** Asks after each test of the file that no process, database or folder of the test is left. */
export const nothingLeft = (): void => {
  afterEach(async () => {
    const look = async () => [
      ...(await processesLeft()),
      ...(await databasesLeft()),
      ...(await foldersLeft()),
    ];
    let left = await look();
    for (let waited = 0; left.length > 0 && waited < 3000; waited += 100) {
      await sleep(100);
      left = await look();
    }
    databases.clear();
    markers.clear();
    folders.clear();
    if (left.length > 0) throw new Error(`The test left behind: ${left.join('; ')}`);
  });
};
