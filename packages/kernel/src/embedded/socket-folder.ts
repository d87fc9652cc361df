import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { reaches } from './reach.ts';

/** `sun_path` holds 108 bytes with its closing zero (unix(7)). */
const longest = 107;
const socketIn = (folder: string): string => join(folder, '.s.PGSQL.5432');
const fits = (folder: string): boolean => Buffer.byteLength(socketIn(folder)) <= longest;

const temporary = 'nightjar-socket-';

const make = async (root: string, account: Account): Promise<string> => {
  const own = join(root, 'socket');
  if (fits(own) && (await reaches(root, account, 1))) {
    await mkdir(own, { recursive: true });
    return own;
  }
  const beside = tmpdir();
  const short = fits(join(beside, `${temporary}XXXXXX`)) && (await reaches(beside, account, 1));
  return mkdtemp(join(short ? beside : '/tmp', temporary));
};

/**
 * A folder that only PostgreSQL's account and root may enter, for the one way in. It is in the data folder where a path
 * of at most 107 bytes leads there that the account may walk, else in the folder for temporary files.
 */
export const makeSocketFolder = async (root: string, account: Account): Promise<string> => {
  const folder = await make(root, account);
  await chmod(folder, 0o700);
  if (account.drop) await chown(folder, account.uid, account.gid);
  return folder;
};

/** Takes away the folder of a server that has ended, if it was one of ours. */
export const removeSocketFolder = async (folder: string, root: string): Promise<void> => {
  if (folder.includes(`/${temporary}`) || folder === join(root, 'socket'))
    await rm(folder, { recursive: true, force: true });
};

/** Password and path in one: a secret. `localhost` is there only for URL parsers; `host` wins. */
export const urlOf = (password: string, socketFolder: string): string =>
  `postgres://postgres:${password}@localhost/postgres?host=${encodeURIComponent(socketFolder)}`;
