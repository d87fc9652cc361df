import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, spawnAs } from './account.ts';
import { folderFor, type Places } from './place.ts';
import { embeddedRefusal } from './refusals.ts';
import { whyNot } from './why-not.ts';

const run = promisify(execFile);

/** Builtin C.UTF-8 sorts the same whatever glibc or ICU the machine has, so an upgrade of either breaks no index. */
const flags = [
  '--username=postgres',
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale-provider=builtin',
  '--locale=C.UTF-8',
  '--lc-messages=C',
  '--text-search-config=simple',
  '--data-checksums',
];

const initdb = async (binaries: string, places: Places, account: Account, sync: boolean): Promise<string> => {
  const fresh = join(places.staging, 'cluster');
  const pwfile = join(places.staging, 'password');
  const password = randomBytes(24).toString('base64url');
  await rm(places.staging, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  await writeFile(pwfile, `${password}\n`, { mode: 0o600 });
  for (const path of [places.staging, fresh, pwfile])
    if (account.drop) await chown(path, account.uid, account.gid);
  await chmod(places.staging, 0o700);
  const folder = await folderFor(fresh, account);
  await run(
    join(binaries, 'initdb'),
    [...flags, ...(sync ? [] : ['--no-sync']), `--pgdata=${folder}`, `--pwfile=${folder}/../password`],
    {
      cwd: fresh,
      env: { LC_ALL: 'C', PATH: '/usr/bin:/bin' },
      ...spawnAs(account),
    },
  ).catch(async (error: Error & { stderr?: string }) => {
    throw await whyNot(places.root, error.stderr ?? error.message);
  });
  return password;
};

const chownAll = async (path: string, { uid, gid }: Account): Promise<void> => {
  for (const name of await readdir(path, { recursive: true })) await chown(join(path, name), uid, gid);
  await chown(path, uid, gid);
};

/** Makes the cluster where there is none, and answers its password. A half-made one from a killed start is begun again. */
export const initialise = async (
  binaries: string,
  places: Places,
  account: Account,
  { sync }: { sync: boolean },
): Promise<string> => {
  const version = await readFile(join(places.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (version === undefined) {
    const password = await initdb(binaries, places, account, sync);
    // The password goes first: a cluster without one is of no use, a password without a cluster is written over.
    await writeFile(`${places.password}.new`, password, { mode: 0o600 });
    await rename(`${places.password}.new`, places.password);
    await rename(join(places.staging, 'cluster'), places.cluster);
    await rm(places.staging, { recursive: true, force: true });
    return password;
  }
  if (version.trim() !== '18')
    throw embeddedRefusal('embedded.version', {
      detail: `${places.cluster} was made by PostgreSQL ${version.trim()}; this is 18.`,
    });
  // A folder copied or unpacked by root belongs to root.
  if (account.drop && (await lstat(places.cluster)).uid !== account.uid)
    await chownAll(places.cluster, account);
  const password = await readFile(places.password, 'utf8').catch(() => undefined);
  if (password === undefined)
    throw embeddedRefusal('embedded.password', { detail: `${places.password} is not there.` });
  return password.trim();
};
