import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newIdempotencyKey } from '@nightjar/sdk/changes';
import type { Report } from '@nightjar/sdk/wire';

/** Reports that could not be sent, with the key under which they may be sent again and again. Never a token. */
type Waiting = {
  readonly url: string;
  readonly idempotencyKey: string;
  readonly reports: readonly Report[];
};

export type Spool = {
  readonly keep: (waiting: Waiting) => Promise<void>;
  /** Oldest first, those for one server. */
  readonly waiting: (url: string) => Promise<readonly (Waiting & { readonly file: string })[]>;
  readonly forget: (file: string) => Promise<void>;
};

/** A machine that is never reached again must not fill its disk: the oldest go first. */
const mostKept = 1000;

export const openSpool = (configFolder: string): Spool => {
  const folder = join(configFolder, 'spool');
  const files = async (): Promise<string[]> => {
    const names = await readdir(folder).catch(() => [] as string[]);
    return names.filter((name) => name.endsWith('.json')).sort();
  };
  const forget = (file: string): Promise<void> => rm(join(folder, file), { force: true });

  return {
    keep: async (waiting) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const name = `${String(Date.now()).padStart(15, '0')}-${newIdempotencyKey().slice(0, 8)}.json`;
      // Written beside and renamed: another `nightjar send` never reads half a file.
      await writeFile(join(folder, `${name}.part`), JSON.stringify(waiting), { mode: 0o600 });
      await rename(join(folder, `${name}.part`), join(folder, name));
      await Promise.all((await files()).slice(0, -mostKept).map(forget));
    },
    waiting: async (url) => {
      const found: (Waiting & { file: string })[] = [];
      for (const file of await files()) {
        try {
          const waiting = JSON.parse(await readFile(join(folder, file), 'utf8')) as Waiting;
          if (waiting.url === url) found.push({ ...waiting, file });
        } catch {
          // Sent by another in the meantime, or not readable: neither is this command's business.
        }
      }
      return found;
    },
    forget,
  };
};
