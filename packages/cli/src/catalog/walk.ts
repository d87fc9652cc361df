import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isPassedBy, mayBeNamed } from '@nightjar/descriptors/checkout/wanted';
import type { File } from '@nightjar/descriptors/description';

/** Larger files are generated; the server would not take a descriptor of more either. */
const largest = 10_000_000;
/** All that is held at once. */
const largestTogether = 512_000_000;

export type Skipped = {
  readonly path: string;
  readonly why: string;
  /** A folder: nobody knows what is in it. */
  readonly folder?: true;
};
export type Walked = {
  readonly files: File[];
  readonly skipped: Skipped[];
  /** Files that could be descriptors by another name, read or not. */
  readonly present: string[];
};

const pathIn = (root: string, absolute: string): string => relative(root, absolute).split(sep).join('/');

/** As what is named one by one may be called. */
const maybeDescriptor = (path: string): boolean =>
  /\.(?:ya?ml|json|txt|proto|graphqls?|gql)$|(?:^|\/)[^./]+$/i.test(path);

const isBinary = (bytes: Buffer): boolean => bytes.subarray(0, 8000).includes(0);

/**
 * Where a path really leads, every link on the way followed: also `docs -> /home/joey/.ssh` in `docs/id_rsa`. Undefined where
 * that is outside of the folder that is looked at, or where a link would have read what may not be read by name.
 */
const realPlaceOf = async (root: string, path: string): Promise<string | undefined> => {
  const [from, real] = await Promise.all([realpath(root), realpath(join(root, path))]);
  const within = pathIn(from, real);
  if (within === '..' || within.startsWith('../') || relative(from, real) === real) return undefined;
  return within === path || mayBeNamed(within) || !mayBeNamed(path) ? real : undefined;
};

/** One file as text; what it is not worth reading for is told. Null where there is none. */
export const readText = async (root: string, path: string): Promise<File | Skipped | null> => {
  try {
    const real = await realPlaceOf(root, path);
    if (real === undefined) return { path, why: 'It leads out of the checkout, or to what is kept private.' };
    const seen = await stat(real);
    if (!seen.isFile()) return null;
    if (seen.size > largest) return { path, why: 'It is larger than 10 MB.' };
    const bytes = await readFile(real);
    return isBinary(bytes) ? { path, why: 'It is no text.' } : { path, text: bytes.toString('utf8') };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP'
      ? null
      : { path, why: 'It may not be read.' };
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
  const present: string[] = [];
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
      skipped.push({ path: pathIn(root, folder), why: 'The folder may not be read.', folder: true });
      continue;
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const absolute = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!isPassedBy(`${entry.name}/`)) open.push(absolute);
        continue;
      }
      progress(++seen);
      const path = pathIn(root, absolute);
      if (maybeDescriptor(path)) present.push(path);
      if ((entry.isFile() || entry.isSymbolicLink()) && wanted(path)) await take(path);
    }
  }
  return { files, skipped, present };
};
