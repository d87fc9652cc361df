import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Right } from '@nightjar/kernel/caller';
import { readSettings } from '@nightjar/kernel/config/settings';
import type { Database } from '@nightjar/kernel/database/database';
import type { Kernel } from '@nightjar/kernel/kernel';
import { app } from '@nightjar/server/app';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import { pino } from 'pino';
import { enemyDatabase } from './nothing-left.ts';

export const webhookSecret = 'the-secret-of-GitHub';

export type WholeHouse = {
  readonly url: string;
  readonly kernel: Kernel;
  readonly database: Database;
  /** What was logged as an error: a bug, were there one. */
  readonly errors: () => string[];
} & AsyncDisposable;

/**
 * The whole server in this process, with every room but the pages. `Bearer ingest 2` is a caller of organisation 2 with
 * that right; every other token goes the product's own way.
 */
export const wholeHouse = async (changed: Readonly<Record<string, string>> = {}): Promise<WholeHouse> => {
  const database = await enemyDatabase({ connections: 4 });
  const data = await mkdtemp(join(tmpdir(), 'nightjar-enemy-'));
  await writeFile(join(data, 'index.html'), '<!doctype html><title>Nightjar</title>');
  const lines: string[] = [];
  let kernel: Kernel | undefined;
  const settings = readSettings(table, {
    NIGHTJAR_DATA: data,
    NIGHTJAR_PORT: '0',
    NIGHTJAR_DRAIN: '2',
    NIGHTJAR_BODY_LIMIT: '2MiB',
    NIGHTJAR_GITHUB_WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: database.url,
    ...changed,
  });
  const server = await serve(settings, {
    say: () => {},
    logger: pino({ level: 'error' }, { write: (line) => lines.push(line) }),
    app: {
      ...app,
      pages: async () => data,
      // What is in the log and the feed is what the test put there.
      begin: async () => {},
      access: async (opened, given) => {
        kernel = opened;
        const real = await app.access(opened, given);
        return {
          ...real,
          authenticate: (request) => {
            const [, right, org] =
              /^Bearer (ingest|read|admin) (\d)$/.exec(request.headers.authorization ?? '') ?? [];
            if (right === undefined) return real.authenticate(request);
            return { org: Number(org), subject: 'token:enemy', rights: new Set([right as Right]) };
          },
        };
      },
    },
  });
  if (kernel === undefined) throw new Error('The server opened no kernel.');
  return {
    url: server.address,
    kernel,
    database,
    errors: () => lines,
    [Symbol.asyncDispose]: async () => {
      await server.close();
      await rm(data, { recursive: true, force: true });
      await database[Symbol.asyncDispose]();
    },
  };
};
