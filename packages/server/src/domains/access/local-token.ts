import { createHash } from 'node:crypto';
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { nightjarItself } from '@nightjar/kernel/caller';
import { hashOf, parseCredential, sameHash } from './credential.ts';
import type { House } from './house.ts';
import { issueInPlace } from './issue.ts';

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

/** Which of the tokens that this file has had: the first is 0, and each that somebody revoked makes room for the next. */
const idOf = (file: string, generation: number): string =>
  createHash('sha256')
    .update(`${hostname()}\0${resolve(file)}\0${generation}`)
    .digest('hex')
    .slice(0, 24);

const freeId = async (house: House, file: string): Promise<string> => {
  for (let generation = 0; ; generation += 1) {
    const id = idOf(file, generation);
    if ((await house.tokens.current(nightjarItself.org, id)).is !== 'revoked') return id;
  }
};

/**
 * An admin token for the command line on this machine, in a file that only its owner may read. Kept where it holds in this
 * log; written anew where there is none, or where the database is another one. Its id comes of the machine and the file, so
 * that a container which begins each time with a fresh folder replaces its token, and leaves no valid one behind.
 */
export const ensureLocalToken = async (house: House, file: string): Promise<'kept' | 'written'> => {
  const text = await textIn(file);
  if (text !== null && (await holds(house, text))) {
    await chmod(file, 0o600);
    return 'kept';
  }
  const name = `command line on ${hostname()}`.slice(0, 80);
  const token = await issueInPlace(house, nightjarItself, await freeId(house, file), name);
  // Beside it first, so that a reader never sees half a token; the mode counts only where the file is new.
  const fresh = `${file}.${process.pid}`;
  // In a container each start has the same process id: what is there was left by one that crashed.
  await rm(fresh, { force: true });
  await writeFile(fresh, `${token}\n`, { mode: 0o600, flag: 'wx' });
  await rename(fresh, file);
  return 'written';
};
