import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSettings } from '@nightjar/kernel/config/settings';
import { testFolder } from '@nightjar/kernel/embedded/testing/folder';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import { app } from '@nightjar/server/app';
import { serve } from '@nightjar/server/main';
import { table } from '@nightjar/server/settings';
import { expect, test } from 'vitest';
import { noBrowser, openBrowser, watchedPage } from '../canned/browser.ts';

const secret = 'moth-wing-42';
const repository = {
  full_name: 'acme/pricing-api',
  name: 'pricing-api',
  html_url: 'https://github.com/acme/pricing-api',
};

const pushed = (n: number) => ({
  ref: 'refs/heads/main',
  before: '0'.repeat(40),
  after: String(n).padStart(40, 'a'),
  compare: `${repository.html_url}/compare/a...b`,
  repository: { ...repository, default_branch: 'main', master_branch: 'main' },
  pusher: { name: 'joey' },
  sender: { login: 'joey', type: 'User' },
  commits: [
    {
      id: String(n).padStart(40, 'a'),
      message: 'Round half up',
      timestamp: '2026-03-01T02:46:10Z',
      url: repository.html_url,
      author: { name: 'joey' },
    },
  ],
  head_commit: {
    id: String(n).padStart(40, 'a'),
    message: 'Round half up',
    timestamp: '2026-03-01T02:46:10Z',
    url: repository.html_url,
    author: { name: 'joey' },
  },
});

/** The house as it ships, open to one secret for every sender. */
const open = async () => {
  const folder = await testFolder();
  const database = await testDatabase();
  const said: string[] = [];
  const settings = readSettings(table, {
    NIGHTJAR_DATA: folder.path,
    NIGHTJAR_PORT: '0',
    NIGHTJAR_LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
  });
  const desk: typeof app.desk = async (kernel, set) => ({
    ...(await app.desk(kernel, set)),
    secrets: () => [secret],
  });
  const { address, close } = await serve(settings, { app: { ...app, desk }, say: (line) => said.push(line) });
  const token = (await readFile(join(folder.path, 'token'), 'utf8')).trim();
  const send = (path: string, body: unknown, headers: Record<string, string>) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  return {
    address,
    welcome: /https?:\S+\/welcome#\S+/.exec(said.join('\n'))?.[0] ?? '/no-link',
    nightjar: connect({ url: address, token }),
    github: (delivery: string, body: unknown) =>
      send('/hooks/github', body, {
        'x-github-event': 'push',
        'x-github-delivery': delivery,
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(JSON.stringify(body)).digest('hex')}`,
      }),
    own: (name: string, body: unknown) => send(`/hooks/custom/${name}?key=${secret}`, body, {}),
    [Symbol.asyncDispose]: async () => {
      await close();
      await database[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
};

/** A browser in which somebody has just joined. */
const joined = async ({
  address,
  welcome,
}: Pick<Awaited<ReturnType<typeof open>>, 'address' | 'welcome'>) => {
  const browser = await openBrowser();
  const watched = await watchedPage(browser, address);
  const { page } = watched;
  await page.goto(welcome);
  await page.getByLabel('Name').fill('Ana');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Create my account' }).click();
  await page.waitForURL(({ pathname }) => pathname !== '/welcome');
  return { ...watched, [Symbol.asyncDispose]: () => browser.close() };
};

test('what nobody knows is mapped with a click, and the past is found on the page of the service', async ({
  skip,
}) => {
  skip(noBrowser !== null, noBrowser ?? '');
  await using it = await open();
  await it.nightjar.catalog.describe({
    by: 'backstage',
    origin: 'github.com/acme/catalog',
    descriptions: ['pricing', 'checkout'].map((name) => ({
      entity: `service:default/${name}`,
      name,
      by: 'backstage',
      place: `${name}.yaml`,
      says: { description: 'Prices.' },
    })),
  });
  for (const n of [1, 2, 3]) await it.github(`d-${n}`, pushed(n));
  await it.nightjar.changes.send({
    title: 'Deploy checkout-svc v7',
    services: ['checkout-svc'],
    kind: 'deploy',
  });
  await using browsing = await joined(it);
  const { page, amiss } = browsing;

  await page.goto('/sources/unmapped');
  const rows = page.locator('.unmapped-row');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(2);
  await page.getByRole('button', { name: 'github acme/pricing-api is pricing' }).click();
  await page.getByText('3 of 3 deliveries corrected').waitFor();
  expect(await rows.count()).toBe(1);
  await page.getByRole('button', { name: 'checkout-svc is checkout' }).click();
  await page.getByText('Every report is about something that the catalog knows.').waitFor();

  await page.goto('/catalog/service/pricing');
  const line = page.locator('[data-change]', { hasText: 'Round half up' }).first();
  await line.click();
  // Three pushes of one name are told on one line.
  await page.locator('.members [data-change]').first().click();
  await page.getByText('from github acme/pricing-api, told by a rule').first().waitFor();
  await page.goto('/catalog/service/checkout');
  await page.locator('[data-change]', { hasText: 'Deploy checkout-svc v7' }).waitFor();
  expect(amiss).toEqual([]);
}, 60_000);

test('a mapping is written upon the payloads that have come, and published reads them', async ({ skip }) => {
  skip(noBrowser !== null, noBrowser ?? '');
  await using it = await open();
  await using browsing = await joined(it);
  const { page, amiss } = browsing;

  await page.goto('/sources/custom/release-bot');
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.getByText('Nothing has come yet.').waitFor();
  await it.own('release-bot', { app: 'pricing', version: 'v812', stage: 'prod', by: 'joey' });
  await page.getByText('"version": "v812"').waitFor();
  await page.getByLabel('title', { exact: true }).fill("'Release ' + body.app +");
  await page.getByText('This cannot be read').waitFor();
  expect(await page.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);
  await page.getByLabel('title', { exact: true }).fill("'Release ' + body.app + ' ' + body.version");
  await page.getByLabel('kind', { exact: true }).fill("'deploy'");
  await page.getByLabel('services', { exact: true }).fill('body.app');
  await page.getByText('Release pricing v812').waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('1 of 1 deliveries corrected').waitFor();
  await page.getByText('Version 1 is live.').first().waitFor();
  await page.goto('/');
  await page.locator('[data-change]', { hasText: 'Release pricing v812' }).waitFor();
  expect(amiss).toEqual([]);
}, 60_000);
