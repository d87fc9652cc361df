import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { File } from '@nightjar/descriptors/description';

/** Made by machines, or brought along. */
const passedBy = new Set(
  [
    '.git',
    'node_modules',
    '.nightjar',
    'dist',
    'target',
    '.next',
    'coverage',
    '.venv',
    'venv',
    '__pycache__',
  ].concat(['.terraform', '.gradle', '.idea', '.cache']),
);

/** Larger files are generated; the server would not take a descriptor of more either. */
const largest = 10_000_000;
/** All that is held at once. */
const largestTogether = 512_000_000;

export type Skipped = { readonly path: string; readonly why: string };
export type Walked = { readonly files: File[]; readonly skipped: Skipped[] };

const pathIn = (root: string, absolute: string): string => relative(root, absolute).split(sep).join('/');

const isBinary = (bytes: Buffer): boolean => bytes.subarray(0, 8000).includes(0);

/** A link is followed to a file within the folder that is looked at, and not to a folder: so there are no circles. */
const targetOf = async (root: string, path: string): Promise<Stats | null> => {
  const seen = await lstat(path).catch(() => null);
  if (seen === null || !seen.isSymbolicLink()) return seen;
  const [real, from] = await Promise.all([realpath(path).catch(() => null), realpath(root)]);
  if (real === null || !`${real}${sep}`.startsWith(from + sep)) return null;
  const target = await stat(real);
  return target.isFile() ? target : null;
};

/** One file as text; what it is not worth reading for is told. */
export const readText = async (root: string, path: string): Promise<File | Skipped | null> => {
  const absolute = join(root, path);
  const seen = await targetOf(root, absolute);
  if (seen === null || !seen.isFile()) return null;
  if (seen.size > largest) return { path, why: 'It is larger than 10 MB.' };
  try {
    const bytes = await readFile(absolute);
    return isBinary(bytes) ? { path, why: 'It is no text.' } : { path, text: bytes.toString('utf8') };
  } catch {
    return { path, why: 'It may not be read.' };
  }
};

/**
 * The files of `root` that lie at or under `start` and are `wanted` by their path (from root, with `/`). Folders in the order
 * of their names, so that the same folder is read the same way everywhere.
 */
export const walk = async (
  root: string,
  start: string,
  wanted: (path: string) => boolean,
  progress: (seen: number) => void,
): Promise<Walked> => {
  const files: File[] = [];
  const skipped: Skipped[] = [];
  let [seen, size] = [0, 0];
  const take = async (path: string): Promise<void> => {
    const read = await readText(root, path);
    if (read === null) return;
    if ('why' in read) return void skipped.push(read);
    size += read.text.length;
    if (size > largestTogether) return void skipped.push({ path, why: 'There is more than 512 MB to read.' });
    files.push(read);
  };
  const open: string[] = [start];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(folder, { withFileTypes: true });
    } catch {
      skipped.push({ path: pathIn(root, folder), why: 'The folder may not be read.' });
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const absolute = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!passedBy.has(entry.name)) open.push(absolute);
        continue;
      }
      progress(++seen);
      const path = pathIn(root, absolute);
      if ((entry.isFile() || entry.isSymbolicLink()) && wanted(path)) await take(path);
    }
  }
  return { files, skipped };
};
