import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BackedUp, backup } from '@nightjar/kernel/backup/backup';
import type { Environment } from '../environment.ts';
import { exit, Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { sizeOf } from '../text/size.ts';
import { expected } from './expected.ts';
import { reachDatabase } from './reach.ts';

export type BackupMade = BackedUp & { readonly of: string };

/** A name is only sure to stay once its folder is on disk too. */
const keepName = async (path: string): Promise<void> => {
  await using folder = await open(dirname(path));
  await folder.sync();
};

/** A file is whole or not there: it is written beside, synced and renamed. `-` is stdout. */
export const backUp = (
  env: Environment,
  to: string,
  { force, terminal }: { force: boolean; terminal: Terminal },
): Promise<BackupMade> =>
  expected(async () => {
    if (to !== '-' && !force && existsSync(to))
      throw new Failure(exit.usage, `${to} is there already.`, 'Name another file, or replace it: --force.');
    await using reached = await reachDatabase(env, { say: terminal.say });
    const progress = (bytes: number): void => terminal.status(`${sizeOf(bytes)} read`);
    if (to === '-') return { ...(await backup(reached.database, process.stdout, progress)), of: reached.is };
    const part = `${to}.part`;
    try {
      const file = (await open(part, 'w', 0o600)).createWriteStream({ flush: true });
      const made = await backup(reached.database, file, progress);
      await rename(part, to);
      await keepName(to);
      return { ...made, of: reached.is };
    } catch (error) {
      await rm(part, { force: true });
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOSPC') throw new Failure(exit.failed, `The disk is full: ${to} was not written.`);
      if (code === 'ENOENT' || code === 'EACCES' || code === 'EROFS')
        throw new Failure(
          exit.usage,
          `Cannot write ${to} (${code}).`,
          'Name a file in a folder you may write to.',
        );
      throw error;
    } finally {
      terminal.status(null);
    }
  });
