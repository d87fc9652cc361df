import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

const allows = ({ mode, uid, gid }: Stats, account: Account, bits: number): boolean => {
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
};

/**
 * Whether the account may enter every folder down to `path` and read what is there (`bits`: r = 4, w = 2, x = 1).
 * Access lists are not read; a folder opened only by one counts as closed.
 */
export const reaches = async (path: string, account: Account, bits = 5): Promise<boolean> => {
  if (!account.drop) return true;
  try {
    if (!allows(await stat(path), account, bits)) return false;
    for (let folder = dirname(path); ; folder = dirname(folder)) {
      if (!allows(await stat(folder), account, 1)) return false;
      if (folder === dirname(folder)) return true;
    }
  } catch {
    return false;
  }
};
