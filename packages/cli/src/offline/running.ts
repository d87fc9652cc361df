import { holderOf } from '@nightjar/kernel/embedded/folder-lock';
import { dataFolder, everyAddress } from '../connection.ts';
import type { Environment } from '../environment.ts';

/** A server that has hung must not hold up the command; one that is well answers within a millisecond. */
const patienceMs = 200;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Where the server that holds the data folder listens and is reached, told by itself; the same environment where none does. */
export const withRunning = async (env: Environment): Promise<Environment> => {
  const folder = dataFolder(env);
  if (folder === null) return env;
  const says = await holderOf(folder, 'server', patienceMs).catch(() => null);
  if (typeof says !== 'object' || says === null) return env;
  const { listens, address } = says as { listens?: unknown; address?: unknown };
  const at = URL.parse(text(listens) ?? '');
  if (at === null) return env;
  const url = everyAddress.test(at.hostname) ? `http://127.0.0.1:${at.port}` : at.origin;
  return { ...env, running: { url, address: text(address) ?? url } };
};
