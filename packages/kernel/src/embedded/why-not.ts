import { statfs } from 'node:fs/promises';
import type { Refusal } from '../refusal.ts';
import { embeddedRefusal } from './refusals.ts';

/** Less than this is worth a word while there is still time: four segments of the write-ahead log. */
const little = 64 * 1024 * 1024;

/** One segment of the write-ahead log: with less free than that PostgreSQL cannot go on for long. */
const segment = 16 * 1024 * 1024;

const freeBytes = async (folder: string): Promise<number> => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** True where PostgreSQL's last words, or the disk itself, say that there is no room. */
const diskIsFull = async (folder: string, words = ''): Promise<boolean> =>
  /No space left on device|Disk quota exceeded/.test(words) || (await freeBytes(folder)) < segment;

const sentence = async (folder: string): Promise<string> =>
  `The disk that holds ${folder} is full (${Math.floor((await freeBytes(folder)) / 1024)} KiB free). What was recorded is kept.`;

/** A failure of our own that comes of a full disk, as the refusal that says so. */
export const orDiskFull = async (folder: string, error: unknown): Promise<unknown> =>
  ['ENOSPC', 'EDQUOT'].includes((error as { code?: string }).code ?? '')
    ? embeddedRefusal('embedded.disk-full', { detail: await sentence(folder) })
    : error;

/** The refusal that says why PostgreSQL ended, from its own last words. */
export const whyNot = async (folder: string, words: string): Promise<Refusal> => {
  if (await diskIsFull(folder, words))
    return embeddedRefusal('embedded.disk-full', { detail: await sentence(folder) });
  const [nameless] = /could not look up effective user ID \d+/.exec(words) ?? [];
  if (nameless !== undefined)
    return embeddedRefusal('embedded.nameless', {
      detail: `The user ${nameless.split(' ').at(-1)} has no name here.`,
    });
  const last = words.trim().split('\n').slice(-3).join(' ');
  return embeddedRefusal('embedded.start', { detail: `PostgreSQL did not start: ${last}` });
};

/**
 * Says once that the disk is nearly full, and once that there is room again. With no room for a table PostgreSQL refuses
 * the statement and runs on; with none for its write-ahead log it ends, and is started again until there is.
 */
export const watchDisk = (folder: string, log: (line: string) => void, everyMs = 5000): (() => void) => {
  let low = false;
  const look = async (): Promise<void> => {
    const free = await freeBytes(folder);
    if (free < little === low) return;
    low = !low;
    const left = `${Math.floor(free / 2 ** 20)} MiB free`;
    log(
      low
        ? `The disk that holds ${folder} is nearly full (${left})`
        : `There is room again on the disk (${left})`,
    );
  };
  const timer = setInterval(() => void look().catch(() => {}), everyMs);
  timer.unref();
  return () => clearInterval(timer);
};
