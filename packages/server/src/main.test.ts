import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSettings } from '@nightjar/kernel/config/settings';
import { domain } from '@nightjar/kernel/domain';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import type { App } from './app.ts';
import { catalogIntake } from './domains/catalog/index.ts';
import { serve } from './main.ts';
import { table } from './settings.ts';
import { plainDesk } from './sources/desk.ts';

const slow = domain({
  name: 'slow',
  routes: (http) => {
    http.get('/slow', { config: { right: 'anyone' } }, async () => {
      await sleep(600);
      return { done: true };
    });
    for (const path of ['/api/v1/changes', '/other'])
      http.post(path, { config: { right: 'anyone' } }, async () => ({ taken: true }));
  },
});

const app: App = {
  domains: () => [slow],
  sources: [],
  desk: async () => plainDesk({}),
  discovery: () => ({ discoverers: [], catalog: catalogIntake }),
  reconciliation: () => ({ reconcilers: [], readers: [], backMs: 0 }),
  pages: async () => '',
  access: async () => ({
    authenticate: () => null,
    howToSignIn: async () => ['Sign in with the token in the data folder.'],
  }),
};

/** A server of the test's own on a free port, over a database of the test's own. */
const started = async (data: string, database: string, changed: Record<string, string> = {}) => {
  const said: string[] = [];
  const settings = readSettings(table, {
    NIGHTJAR_DATA: data,
    NIGHTJAR_PORT: '0',
    NIGHTJAR_LOG_LEVEL: 'silent',
    DATABASE_URL: database,
    ...changed,
  });
  return { ...(await serve(settings, { app, say: (line) => said.push(line) })), said };
};

test('a stop lets the request that runs finish, and no other begin', async () => {
  await using folder = await testFolder();
  await using database = await testDatabase();
  const server = await started(folder.path, database.url);
  const running = fetch(`${server.address}/slow`);
  await sleep(150);
  const closing = server.close();
  await sleep(100);
  await expect(fetch(`${server.address}/healthz`)).rejects.toThrow('fetch failed');
  expect(await (await running).json()).toEqual({ done: true });
  await closing;
});

test('a start says where it is, on which database, and how to sign in', async () => {
  await using folder = await testFolder();
  await using database = await testDatabase();
  const server = await started(folder.path, database.url);
  await server.close();
  expect(server.said).toEqual([
    expect.stringMatching(
      /^Nightjar is at http:\/\/127\.0\.0\.1:\d+ \(PostgreSQL [\d.]+, by DATABASE_URL; ready in \d+\.\d s\)$/,
    ),
    'Sign in with the token in the data folder.',
  ]);
});

test('a second start on the same folder names the first by process and address', async () => {
  await using folder = await testFolder();
  await using database = await testDatabase();
  const server = await started(folder.path, database.url);
  await expect(started(folder.path, database.url)).rejects.toThrow(
    `Nightjar already runs on ${resolve(folder.path)}: process ${process.pid}, ${server.address}.`,
  );
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  await server.close();
});

test('a port that is taken is said, and the folder is free again', async () => {
  await using folder = await testFolder();
  await using elsewhere = await testFolder();
  await using database = await testDatabase();
  const server = await started(folder.path, database.url);
  const port = new URL(server.address).port;
  const taken = () => started(elsewhere.path, database.url, { NIGHTJAR_PORT: port });
  await expect(taken()).rejects.toThrow(`Another program listens on 127.0.0.1:${port}.`);
  await expect(taken()).rejects.toThrow(/Another program listens/);
  await server.close();
});

test('only what takes changes takes as much as is set; elsewhere a megabyte is enough', async () => {
  await using folder = await testFolder();
  await using database = await testDatabase();
  const server = await started(folder.path, database.url);
  const status = async (path: string): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify('x'.repeat(2 ** 20));
    return (await fetch(server.address + path, { method: 'POST', headers, body })).status;
  };
  expect([await status('/api/v1/changes'), await status('/other')]).toEqual([200, 413]);
  await server.close();
});

test('a database that cannot be reached is said without its password', async () => {
  await using folder = await testFolder();
  await using database = await testDatabase();
  const url = new URL(database.url);
  url.pathname = '/not_there';
  const start = () => started(folder.path, url.href);
  await expect(start()).rejects.toThrow(
    'The database does not let Nightjar in: database "not_there" does not exist',
  );
});
