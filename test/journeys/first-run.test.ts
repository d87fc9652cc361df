import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readSettings } from '@nightjar/kernel/config/settings';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import { fields as known } from '@nightjar/server/domains/feed/fields';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import { fields as offered } from '@nightjar/web/feed/filter/fields';
import { expect, test } from 'vitest';
import { noBrowser, openBrowser, watchedPage } from '../canned/browser.ts';

test('a stranger opens the printed link, joins, and sees what is sent, in a browser on the real server', async ({
  skip,
}) => {
  skip(noBrowser !== null, noBrowser ?? '');
  await using folder = await testFolder();
  await using database = await testDatabase();
  const said: string[] = [];
  const settings = readSettings(table, {
    NIGHTJAR_DATA: folder.path,
    NIGHTJAR_PORT: '0',
    NIGHTJAR_LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
  });
  await using closing = new AsyncDisposableStack();
  const { address, close } = await serve(settings, { say: (line) => said.push(line) });
  closing.defer(close);
  // The pages are built as the server starts: a busy machine takes its time.
  while ((await fetch(address)).status === 503) await sleep(500);
  const browser = await openBrowser();
  closing.defer(() => browser.close());
  const { page, amiss } = await watchedPage(browser, address);

  await page.goto(/https?:\S+\/welcome#\S+/.exec(said.join('\n'))?.[0] ?? '/no-link');
  await page.getByLabel('Name').fill('Ana');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Create my account' }).click();
  await page.waitForURL(`${address}/start`);
  await page.getByRole('heading', { name: 'See your first change' }).waitFor();
  const task = page.locator('.task', { hasText: 'A first event' });
  await task.getByText('to do').waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'Feed', exact: true }).click();
  await page.getByRole('main').getByText('Deploy Nightjar 0').waitFor();
  const firstSteps = page.getByRole('heading', { name: 'Nothing of yours has changed yet' });
  await firstSteps.waitFor();
  await page.getByRole('link', { name: 'Connect something' }).click();

  // As it is pasted into a shell, with a token that is shown once.
  await page.getByRole('button', { name: 'Make a token' }).click();
  await page.getByText('Shown this once.').waitFor();
  await page.getByText('Waiting for the first change…').waitFor();
  const command = (await page.locator('.paste pre', { hasText: '/api/v1/changes' }).textContent()) ?? '';
  await promisify(execFile)('sh', ['-c', command.replace('curl ', 'curl -sf ')]);
  await page.getByText('It has arrived.').waitFor();
  await page.locator('.arrivals .row', { hasText: 'Deploy pricing v812' }).waitFor();
  await task.getByText('done').waitFor({ state: 'attached' });
  await page.getByRole('link', { name: 'See it in the feed' }).click();
  await page.locator('.line.open', { hasText: 'Deploy pricing v812' }).waitFor();
  await firstSteps.waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain('njt_');
  // While a line is open, new ones wait.
  await page.locator('.line.open .row').click();

  const token = (await readFile(join(folder.path, 'token'), 'utf8')).trim();
  const { changes } = connect({ url: address, token });
  const begun = { key: 'cart/1', kind: 'deploy', title: 'Deploy cart', services: ['cart'] } as const;
  await changes.send({ ...begun, phase: 'started' });
  await page.getByRole('main').getByText('running').waitFor();
  await changes.send({ ...begun, phase: 'failed', summary: 'The image is gone.' });
  await page.getByRole('main').getByText('failed').waitFor();
  await page.locator('[data-change]', { hasText: 'Deploy cart' }).click();
  await page.locator('.timeline').getByText('started').waitFor();

  await page.goto(`/?${new URLSearchParams({ q: 'status:failed servce:cart' })}`);
  await page.getByRole('alert').getByText('servce').first().waitFor();
  expect(await page.locator('.filter-error mark').textContent()).toBe('servce:cart');

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByText('Sign out').click();
  await page.goto(`/?${new URLSearchParams({ q: 'service:cart' })}`);
  await page.getByText('You come back to the feed, with the filter you had.').waitFor();
  await page.getByLabel('Name').fill('ana');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.keyboard.press('Enter');
  await page.locator('[data-change]').waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('service:cart');
  expect(amiss).toEqual([]);
}, 90_000);

test('every field that the box offers is one that the server knows, with values it takes', () => {
  const names = ['after', 'before', ...known.fields.map((field) => field.name)];
  expect(offered.filter(({ name }) => !names.includes(name))).toEqual([]);
  for (const { name, values } of known.fields)
    if (values !== undefined)
      expect(new Set(offered.find((field) => field.name === name)?.values.map((it) => it.text))).toEqual(
        new Set(values),
      );
});
