import { randomBytes } from 'node:crypto';
import { open, rename, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { bytesIn } from './key.ts';
import { refuse } from './refusals.ts';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Whole or not there, also where the machine stops in between: a key of which a half is written opens nothing. */
const make = async (path: string): Promise<Buffer> => {
  const bytes = randomBytes(32);
  const part = `${path}.part`;
  {
    await using file = await open(part, 'w', 0o600);
    // One that was left behind keeps the mode it had.
    await file.chmod(0o600);
    await file.writeFile(`${bytes.toString('base64')}\n`);
    await file.sync();
  }
  await rename(part, path);
  await using folder = await open(dirname(path));
  await folder.sync();
  return bytes;
};

/** The key in a file, made at the first start, for nobody else to read. Refuses where others may, and where it holds no key. */
export const keyInFile = async (path: string): Promise<Buffer> => {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) {
      const shown = (mode & 0o777).toString(8);
      throw refuse('vault.key-file-open', {
        detail: `${resolve(path)} can be read by others (mode ${shown}).`,
      });
    }
    await using file = await open(path);
    const bytes = bytesIn((await file.readFile('utf8')).trim());
    if (bytes === null) throw refuse('vault.key-file', { detail: `${resolve(path)} holds no key.` });
    return bytes;
  } catch (error) {
    if (isMissing(error)) return make(path);
    throw error;
  }
};
