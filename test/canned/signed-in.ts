import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSettings } from '@nightjar/kernel/config/settings';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import type { BrowserContextOptions, Cookie } from 'playwright-core';
import { openBrowser, watchedPage } from './browser.ts';

/** The real server and a browser beside it, in which Ana has joined as the first, an admin. `more`: settings, by their variables. */
export const signedIn = async (more: Readonly<Record<string, string>> = {}) => {
  await using opening = new AsyncDisposableStack();
  const folder = opening.use(await testFolder());
  const database = opening.use(await testDatabase());
  const said: string[] = [];
  const settings = readSettings(table, {
    NIGHTJAR_DATA: folder.path,
    NIGHTJAR_PORT: '0',
    NIGHTJAR_LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    ...more,
  });
  const { address, close } = await serve(settings, { say: (line) => said.push(line) });
  opening.defer(close);
  // The pages are built as the server starts: a busy machine takes its time.
  while ((await fetch(address)).status === 503) await sleep(500);
  const browser = await openBrowser();
  opening.defer(() => browser.close());
  const { page: door } = await watchedPage(browser, address);
  await door.goto(/https?:\S+\/welcome#\S+/.exec(said.join('\n'))?.[0] ?? '/no-link');
  await door.getByLabel('Name').fill('Ana');
  await door.getByLabel('Password').fill('correct horse battery');
  await door.getByRole('button', { name: 'Create my account' }).click();
  await door.waitForURL(`${address}/start`);
  const session: readonly Cookie[] = await door.context().cookies();
  const opened = opening.move();
  return {
    address,
    token: (await readFile(join(folder.path, 'token'), 'utf8')).trim(),
    /** A page of its own, signed in. */
    page: async (more: BrowserContextOptions = {}) => {
      // What a test puts in the way of a request must meet it: a worker would send it past that.
      const watched = await watchedPage(browser, address, undefined, { serviceWorkers: 'block', ...more });
      await watched.page.context().addCookies([...session]);
      return watched;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
};

export type SignedIn = Awaited<ReturnType<typeof signedIn>>;
