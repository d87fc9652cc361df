import { join } from 'node:path';
import type { Queryable } from '@nightjar/kernel/database/database';
import { keyInSetting } from './key.ts';
import { keyInFile } from './key-file.ts';
import { clusterOf } from './rows.ts';
import { type VaultKey, vaultKey } from './seal.ts';

/** The key of the secrets: the one that is set, else the one in the data folder. */
export const openKey = async (
  database: Queryable,
  { secretKey, data }: { readonly secretKey?: string | undefined; readonly data: string },
): Promise<VaultKey> =>
  vaultKey(
    secretKey === undefined
      ? await keyInFile(join(data, 'secret.key'))
      : keyInSetting(secretKey, await clusterOf(database)),
  );
