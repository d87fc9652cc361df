import { lstat, readFile } from 'node:fs/promises';
import { embeddedRefusal } from './refusals.ts';

/** The user and group PostgreSQL runs as. `drop` where that is not who we are: PostgreSQL refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number; readonly drop: boolean };

type Owner = { readonly uid: number; readonly gid: number };

/** `nobody` and `nogroup` by number: a container need not name them. */
const nobody: Owner = { uid: 65534, gid: 65534 };

const ownerOf = async (path: string): Promise<Owner | undefined> =>
  lstat(path).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => undefined,
  );

/**
 * initdb wants a user with a name. Where a folder from outside is mounted into a container, its owner often has none
 * there. A name that only a directory service knows counts as none, which costs nothing but the ownership.
 */
const named = async (owner: Owner | undefined): Promise<Owner | undefined> => {
  const users = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return users.split('\n').some((line) => line.split(':')[2] === String(owner?.uid)) ? owner : undefined;
};

export const chooseAccount = (me: Owner, cluster: Owner | undefined, data: Owner | undefined): Account => {
  if (me.uid !== 0) return { ...me, drop: false };
  const owner = [cluster, data].find((it) => it !== undefined && it.uid !== 0) ?? nobody;
  return { ...owner, drop: true };
};

/** Root hands PostgreSQL to the owner of the cluster, else of the data folder, else to nobody; everyone else is it. */
export const accountFor = async (data: string, cluster: string): Promise<Account> => {
  const me = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const owner = await ownerOf(cluster);
  if (me.uid !== 0 && owner !== undefined && owner.uid !== me.uid)
    throw embeddedRefusal('embedded.owner', {
      detail: `${cluster} belongs to user ${owner.uid}; this is user ${me.uid}.`,
    });
  return chooseAccount(me, owner, await named(await ownerOf(data)));
};

/** What `spawn` wants to hear. */
export const spawnAs = ({ uid, gid, drop }: Account): { uid?: number; gid?: number } =>
  drop ? { uid, gid } : {};
