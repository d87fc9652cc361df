import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { type Restored, restore } from '@nightjar/kernel/backup/restore';
import { migrate } from '@nightjar/kernel/database/migrate';
import { lockFolder } from '@nightjar/kernel/embedded/folder-lock';
import { makeDataFolder } from '@nightjar/server/data-folder';
import type { Environment } from '../environment.ts';
import { exit, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { sizeOf } from '../text/size.ts';
import { expected } from './expected.ts';
import { folderOf, reachDatabase } from './reach.ts';

export type RestoreMade = Omit<Restored, 'verified'> & { readonly into: string };

/** Keeps a server from starting on the folder meanwhile, and refuses where one runs: it knows the log by heart. */
const alone = async (env: Environment): Promise<AsyncDisposable> => {
  if (env.databaseUrl !== undefined) return { [Symbol.asyncDispose]: async () => {} };
  const folder = folderOf(env);
  await makeDataFolder(folder);
  const lock = await lockFolder(folder, 'server', () => ({ pid: process.pid, address: null }));
  if (lock.is === 'held') return { [Symbol.asyncDispose]: lock.release };
  throw new Failure(
    exit.failed,
    `A server runs on ${folder}.`,
    'Stop it, or name another folder in NIGHTJAR_DATA.',
  );
};

export const restoreFrom = (env: Environment, from: string, terminal: Terminal): Promise<RestoreMade> =>
  expected(async () => {
    if (from !== '-')
      await access(from).catch(() => {
        throw new Failure(exit.usage, `Cannot read ${from}.`, 'Name the file that nightjar backup wrote.');
      });
    await using _ = await alone(env);
    await using reached = await reachDatabase(env, { mayMake: true, say: terminal.say });
    await migrate(reached.database.url);
    const source = from === '-' ? process.stdin : createReadStream(from);
    try {
      const { verified: _verified, ...made } = await restore(reached.database, source, (table, bytes) =>
        terminal.status(`${table}: ${sizeOf(bytes)}`),
      );
      return { ...made, into: reached.is };
    } finally {
      terminal.status(null);
    }
  });
