import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { nightjarItself } from '@nightjar/kernel/caller';
import { hashOf, parseCredential, sameHash } from './credential.ts';
import type { House } from './house.ts';
import { issue } from './issue.ts';

const textIn = async (file: string): Promise<string | null> => {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const holds = async (house: House, text: string): Promise<boolean> => {
  const parsed = parseCredential('njt', text);
  if (parsed.is !== 'credential') return false;
  // The log itself: the read model may not have come so far when the house opens.
  const token = await house.tokens.current(nightjarItself.org, parsed.id);
  return token.is === 'active' && sameHash(token.hash, hashOf(text));
};

/**
 * An admin token for the command line on this machine, in a file that only its owner may read. Kept where it holds in this
 * log; written anew where there is none, or where the database is another one.
 */
export const ensureLocalToken = async (house: House, file: string): Promise<'kept' | 'written'> => {
  const text = await textIn(file);
  if (text !== null && (await holds(house, text))) {
    await chmod(file, 0o600);
    return 'kept';
  }
  const name = `command line on ${hostname()}`.slice(0, 80);
  const { token } = await issue(house, nightjarItself, { name, rights: ['admin'], expiresAt: null });
  // Beside it first, so that a reader never sees half a token; the mode counts only where the file is new.
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${token}\n`, { mode: 0o600, flag: 'wx' });
  await rename(fresh, file);
  return 'written';
};
