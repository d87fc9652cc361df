import { copyFile, open, stat, truncate } from 'node:fs/promises';

const longest = 8 * 1024 * 1024;

/** PostgreSQL holds the file open and appends, so it is emptied in place; the words before that are kept once, in `.1`. */
const shorten = async (path: string): Promise<void> => {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size <= longest) return;
  await copyFile(path, `${path}.1`);
  await truncate(path);
};

/** PostgreSQL writes here by itself, so that its words are kept when this process is killed. */
export const openLog = async (path: string) => {
  await shorten(path);
  const file = await open(path, 'a', 0o600);
  return { file, from: (await file.stat()).size };
};

/** Keeps the file at about 8 MiB until the answer is called. */
export const boundLog = (path: string): (() => void) => {
  const timer = setInterval(() => void shorten(path).catch(() => {}), 60_000);
  timer.unref();
  return () => clearInterval(timer);
};

/** What was written after `from`, at most 64 KiB of it. */
export const lastWords = async (path: string, from: number): Promise<string> => {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, from);
  return buffer.toString('utf8', 0, bytesRead);
};
