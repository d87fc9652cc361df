import { access, constants, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { refuse } from './refusals.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of the path is a file',
  EROFS: 'the file system is read-only',
  ENAMETOOLONG: 'the path is too long',
  ENOSPC: 'the disk is full',
};

/** Makes the data folder where there is none. Refuses with `server.data-folder` where nothing can be kept in it. */
export const makeDataFolder = async (data: string): Promise<void> => {
  try {
    await mkdir(data, { recursive: true });
    await access(data, constants.W_OK);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    const reason = reasons[code];
    if (reason === undefined) throw error;
    throw refuse('server.data-folder', {
      detail: `${resolve(data)} cannot be the data folder: ${reason} (${code}).`,
    });
  }
};
