import { join, resolve } from 'node:path';
import type { Account } from './account.ts';
import { reaches } from './reach.ts';

/** The files of the embedded database within the data folder. */
export const placesIn = (data: string) => {
  const root = resolve(data);
  return {
    root,
    cluster: join(root, 'postgres'),
    /** A cluster in the making: renamed to `cluster` when it is whole. */
    staging: join(root, 'postgres.new'),
    password: join(root, 'postgres.password'),
    log: join(root, 'postgres.log'),
  };
};

export type Places = ReturnType<typeof placesIn>;

/**
 * How PostgreSQL is told its folder. Where its account may not walk there (a clone below /root), it is started *in* the
 * folder, which happens before the account is changed, and knows it as its own working directory: Linux follows that
 * link without asking the folders above. Tried and left: a data folder in /var/lib (outlives the clone), chmod of
 * /root (not ours), capabilities (reads every file on the machine).
 */
export const folderFor = async (folder: string, account: Account): Promise<string> =>
  process.platform !== 'linux' || (await reaches(folder, account, 7)) ? folder : '/proc/self/cwd';
