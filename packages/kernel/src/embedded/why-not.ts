import { statfs } from 'node:fs/promises';
import type { Refusal } from '../refusal.ts';
import { embeddedRefusal } from './refusals.ts';

/** One segment of the write-ahead log: with less free than that PostgreSQL cannot go on for long. */
const segment = 16 * 1024 * 1024;

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** True where PostgreSQL's last words, or the disk itself, say that there is no room. */
export const diskIsFull = async (folder: string, words = ''): Promise<boolean> =>
  /No space left on device|Disk quota exceeded/.test(words) || (await freeBytes(folder)) < segment;

/** The refusal that says why PostgreSQL ended, from its own last words. */
export const whyNot = async (folder: string, words: string): Promise<Refusal> => {
  if (await diskIsFull(folder, words))
    return embeddedRefusal('embedded.disk-full', {
      detail: `The disk that holds ${folder} is full (${Math.floor((await freeBytes(folder)) / 1024)} KiB free). What was recorded is kept.`,
    });
  const last = words.trim().split('\n').slice(-3).join(' ');
  return embeddedRefusal('embedded.start', { detail: `PostgreSQL did not start: ${last}` });
};
