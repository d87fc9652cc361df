import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { acceptDatabase } from '@nightjar/kernel/database/acceptable';
import { type Database, openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { startEmbedded } from '@nightjar/kernel/embedded/embedded';
import { readPidFile } from '@nightjar/kernel/embedded/pid-file';
import { placesIn } from '@nightjar/kernel/embedded/place';
import { urlOf } from '@nightjar/kernel/embedded/socket-folder';
import { dataFolder } from '../connection.ts';
import type { Environment } from '../environment.ts';
import { exit, Failure } from '../failure.ts';
import { passwordIn } from './password.ts';

/** The database itself, without the server: as it runs, or started for as long as the command takes. */
export type Reached = { readonly database: Database; readonly is: string } & AsyncDisposable;

/** The folder that a command without a server is about. */
export const folderOf = (env: Environment): string => dataFolder(env) ?? resolve(env.cwd, '.nightjar');

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const openedAt = (url: string, is: string, alsoEnd: () => Promise<void> = async () => {}): Reached => {
  const database = openDatabase(url, { connections: 2, name: 'nightjar command' });
  return {
    database,
    is,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await alsoEnd();
    },
  };
};

/** The cluster of a server that runs on this folder, by its own socket; null where none answers. */
const running = async (folder: string): Promise<Reached | null> => {
  const { cluster, password } = placesIn(folder);
  const file = await readPidFile(cluster);
  if (file === undefined || file.socketFolder === '') return null;
  const secret = await passwordIn(password);
  if (secret === null) return null;
  const reached = openedAt(urlOf(secret, file.socketFolder), `the running database in ${folder}`);
  try {
    await reached.database.one(sql`select 1`);
    return reached;
  } catch {
    await reached[Symbol.asyncDispose]();
    return null;
  }
};

/** `mayMake`: an empty cluster is as good as a full one (for a restore); otherwise its absence is the answer. */
export const reachDatabase = async (
  env: Environment,
  { mayMake = false, say }: { mayMake?: boolean; say: (line: string) => void },
): Promise<Reached> => {
  if (env.databaseUrl !== undefined) {
    const version = await acceptDatabase(env.databaseUrl, { patienceMs: 0 });
    return openedAt(env.databaseUrl, `PostgreSQL ${version}, by DATABASE_URL`);
  }
  const folder = folderOf(env);
  if (!mayMake && !(await exists(join(placesIn(folder).cluster, 'PG_VERSION')))) {
    const next = 'Set NIGHTJAR_DATA to the data folder, or DATABASE_URL to the database.';
    throw new Failure(exit.failed, `There is no database in ${folder}.`, next);
  }
  const there = await running(folder);
  if (there !== null) return there;
  const embedded = await startEmbedded({ data: folder, log: say });
  return openedAt(embedded.url, `the database in ${folder}`, embedded.stop);
};
