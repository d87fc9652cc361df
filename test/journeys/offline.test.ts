import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { connect } from '@nightjar/sdk/connect';
import { lastWorker } from '@nightjar/server/web/worker';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { alertmanagerTo } from '../canned/alertmanager.ts';
import { noBrowser, openBrowser, type Watched, watchedPage } from '../canned/browser.ts';
import { smallLandscape } from '../canned/landscape.ts';
import { type OwnServer, ownServer, token } from '../enemy/testing/own-server.ts';
import { type Gate, gateTo } from './testing/gate.ts';

const all = new AsyncDisposableStack();
let server: OwnServer;
let gate: Gate;
let browser: Browser;
let watched: Watched;
let page: Page;

const nightjar = () => connect({ url: server.url(), token });
const deploy = (n: number) =>
  nightjar().changes.send({
    key: `pricing/${n}`,
    kind: 'deploy',
    title: `Deploy pricing v${n}`,
    services: ['pricing'],
  });

beforeAll(async () => {
  if (noBrowser !== null) return;
  const database = all.use(await testDatabase());
  server = all.use(await ownServer(database.url, new URL('testing/whole-server.ts', import.meta.url)));
  gate = all.use(await gateTo(server.url));
  browser = await openBrowser('--host-resolver-rules=MAP nightjar.lan 127.0.0.1');
  all.defer(() => browser.close());
  for (const telling of smallLandscape(Date.now())) await nightjar().catalog.describe(telling);
  await deploy(1);
  // Whoever opens a page waits for its build; here that is nobody's time.
  while ((await fetch(server.url())).status === 503) await sleep(500);
}, 150_000);
afterAll(() => all.disposeAsync());

const join = async (to: Page, origin: string, name: string): Promise<void> => {
  const { link } = await nightjar().people.invite({ name, rights: ['read', 'ingest', 'admin'] });
  const { hash } = new URL(link, origin);
  await to.goto(`${origin}/welcome${hash}`);
  await to.getByLabel('Name').fill(name);
  await to.getByLabel('Password').fill('correct horse battery');
  await to.getByRole('button', { name: 'Create my account' }).click();
  await to.waitForURL(`${origin}/`);
};

/** A page whose browser has kept the catalog. */
const keeping = async (name: string): Promise<void> => {
  await join(page, gate.url, name);
  await page.goto('/about');
  // It fetches every part of the pages first: a busy machine takes its time.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Keep now' }).click();
  await page.getByText(/\d services; from/).waitFor();
};
const live = () => page.getByText('live', { exact: true }).waitFor();
const away = () => page.getByText('Nightjar cannot be reached. This is from').waitFor();
const reached = () => page.getByText('Nightjar cannot be reached').waitFor({ state: 'detached' });

beforeEach(async ({ skip }) => {
  skip(noBrowser !== null, noBrowser ?? '');
  gate.manners = 'open';
  gate.worker = (script) => script;
  watched = await watchedPage(browser, gate.url);
  page = watched.page;
});
afterEach(async () => {
  if (noBrowser !== null) return;
  await page.context().close();
  expect(watched.amiss).toEqual([]);
});

test('a server that is killed leaves pages that open, say how old they are, and catch up by themselves', async () => {
  await keeping('Ana');
  await page.goto('/');
  await live();
  await page.getByText('Deploy pricing v1').first().waitFor();
  await server.kill();

  await page.reload();
  await page.getByText('Deploy pricing v1').first().waitFor();
  await away();
  await page.getByRole('link', { name: 'Catalog' }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('pricin');
  await page.waitForURL(/q=pricin/);
  await page.locator('[data-ref="service:default/checkout"]').waitFor({ state: 'detached' });
  await page.locator('.lines[aria-busy="true"]').waitFor({ state: 'detached' });
  await page.locator('[data-ref="service:default/pricing"]').click();
  await page.getByRole('heading', { name: 'pricing', level: 1 }).waitFor();
  await page.getByText('growth owns pricing.').waitFor();
  await page.getByRole('link', { name: 'growth on call' }).waitFor();
  await page.getByRole('link', { name: 'Golden signals' }).waitFor();
  await away();
  await page.goto('/service');
  await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
  await page.goto('/');
  await page.getByText('Deploy pricing v1').first().waitFor();

  await server.start();
  await deploy(2);
  await page.getByText('Deploy pricing v2').first().waitFor({ timeout: 30_000 });
  await reached();
  await live();
}, 90_000);

test('what fires is kept with its diagnosis, from the feed alone, and says how old it is', async () => {
  const tell = await alertmanagerTo({ address: server.url(), token });
  await tell('PricingErrors', 'pricing');
  await tell('QueueGrows', 'checkout');
  await keeping('Ina');
  await page.goto('/');
  const strip = page.getByRole('region', { name: 'Alerts' });
  await strip.getByText('2 firing').waitFor();
  await strip.getByRole('link', { name: /QueueGrows/ }).click();
  await page.getByRole('heading', { name: 'QueueGrows', level: 1 }).waitFor();
  await page.locator('.verdict').waitFor();
  const verdict = await page.locator('.verdict strong').textContent();
  gate.manners = 'shut';

  // The list was never looked at: it is known from the strip above the feed.
  await page.goto('/alerts');
  await page.getByRole('link', { name: 'QueueGrows' }).waitFor();
  await page.getByText('What is over cannot be told now.').waitFor();
  await away();
  await page.getByRole('link', { name: 'QueueGrows' }).click();
  await page.locator('.verdict').waitFor();
  expect(await page.locator('.verdict strong').textContent()).toBe(verdict);
  await away();

  // Never opened, but among those that fired.
  await page.goto('/alerts');
  await page.getByRole('link', { name: 'PricingErrors' }).click();
  await page.getByRole('heading', { name: 'PricingErrors', level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'It came up once' }).waitFor();
  await page.getByText('growth owns pricing.').waitFor();
  await page.getByRole('link', { name: 'growth on call' }).first().waitFor();
  await away();
}, 90_000);

test('a proxy that lies, one that has lost the server, and a server that is slow are told apart, and what is kept is shown', async () => {
  await keeping('Bo');
  await page.goto('/catalog/service/pricing');
  await page.getByRole('link', { name: 'Golden signals' }).waitFor();
  for (const [manners, says] of [
    ['lying', 'Something else answers in Nightjar’s place'],
    ['bad gateway', 'Nightjar cannot answer now'],
    ['slow', 'Nightjar is slow to answer'],
  ] as const) {
    gate.manners = manners;
    await page.reload();
    await page.getByRole('link', { name: 'Golden signals' }).waitFor();
    // What only the page itself had, and not the catalog.
    await page.locator('.entity [data-change]', { hasText: 'Deploy pricing' }).first().waitFor();
    await page.getByText(says).waitFor();
    gate.manners = 'open';
    // It may be back by itself before.
    const now = page.getByRole('button', { name: 'Try now' });
    await now.click({ timeout: 3_000 }).catch(() => {});
    await page.getByText(says).waitFor({ state: 'detached' });
  }
}, 90_000);

test('a session that ends in mid-sentence costs a password and no word', async () => {
  await keeping('Cleo');
  await page.goto('/catalog/service/checkout');
  await page.getByRole('button', { name: /owner of checkout/ }).click();
  await page.getByLabel('Owner', { exact: true }).fill('team:growth, person:cl');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.waitForURL(/sign-in/);
  await page.getByText('What you typed is still there.').waitFor();

  // Nobody is signed in: what is kept is shown to nobody, should the server go now.
  gate.manners = 'shut';
  await page.goto('/catalog');
  await page.getByText('Nightjar does not answer').waitFor();
  expect(await page.locator('[data-ref="service:default/pricing"]').count()).toBe(0);
  gate.manners = 'open';
  await page.waitForURL(/sign-in/);
  await page.goto('/sign-in?to=%2Fcatalog%2Fservice%2Fcheckout');

  await page.getByLabel('Name').fill('Cleo');
  await page.getByLabel('Password').fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/catalog\/service\/checkout/);
  expect(await page.getByLabel('Owner', { exact: true }).inputValue()).toBe('team:growth, person:cl');
}, 90_000);

test('of two people at one browser neither sees what the other was told', async () => {
  // A question of her own: the catalog is kept for the other as well, by his right.
  const hers = '/?q=service%3Apricing';
  const line = () => page.locator('[data-change]', { hasText: 'Deploy pricing' }).first();
  await keeping('Dora');
  await page.goto(hers);
  await live();
  await line().waitFor();
  await join(page, gate.url, 'Emil');
  await live();
  gate.manners = 'shut';
  await page.goto(hers);
  await page.getByText('Nightjar does not answer').waitFor();
  expect(await line().count()).toBe(0);

  gate.manners = 'open';
  await line().waitFor();
  gate.manners = 'shut';
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByText('Sign out').click();
  await page.getByText('Nothing of yours is kept here any more').waitFor();
  const names = await page.evaluate(() => caches.keys());
  expect(names.filter((name) => name.startsWith('nightjar-kept'))).toEqual([]);
}, 90_000);

test('a browser without room shows what the server says, and tells that it keeps nothing', async () => {
  const devtools = await page.context().newCDPSession(page);
  await join(page, gate.url, 'Finn');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const origin = gate.url;
  await devtools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await page.goto('/catalog/service/pricing');
  await page.getByRole('link', { name: 'Golden signals' }).waitFor();
  await page.goto('/about');
  await page.getByRole('button', { name: 'Keep now' }).click();
  await page.getByText('This browser has no room for more.').waitFor();
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
}, 90_000);

test('an update is told, what is typed stays, and no page stays old', async () => {
  await keeping('Gus');
  await page.goto('/catalog/service/pricing');
  await page.getByRole('button', { name: /owner of pricing/ }).click();
  await page.getByLabel('Owner', { exact: true }).fill('payments');
  // A page listens for an update some seconds after it has come: until then it is new itself.
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/begin-[^/]+\.js$/.test(name)),
  );
  gate.worker = (script) => `${script}\n// another build`;
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await page.getByText('Nightjar was updated.').waitFor();
  await page.getByRole('button', { name: 'Reload' }).click();
  await page.getByLabel('Owner', { exact: true }).waitFor();
  expect(await page.getByLabel('Owner', { exact: true }).inputValue()).toBe('payments');
  expect(await page.getByText('Nightjar was updated.').count()).toBe(0);

  // What NIGHTJAR_OFFLINE=off answers.
  gate.worker = () => lastWorker;
  await page.evaluate(async () => void (await navigator.serviceWorker.getRegistration())?.update());
  await page.waitForFunction(async () => (await caches.keys()).length === 0);
  await page.goto('/about');
  await page.getByText('Nothing is kept: this browser is not ready yet').waitFor();
}, 90_000);

test('over plain HTTP everything works, and the page says why nothing is kept', async () => {
  const lan = gate.url.replace('127.0.0.1', 'nightjar.lan');
  const { page: plain, amiss } = await watchedPage(browser, lan);
  await join(plain, lan, 'Hana');
  await plain
    .getByText(/Deploy pricing v\d/)
    .first()
    .waitFor();
  await plain.goto('/about');
  await plain
    .getByText('This browser keeps nothing: it does so only for pages that come over HTTPS')
    .waitFor();
  await plain.context().close();
  expect(amiss.filter((it) => !it.includes('Cross-Origin-Opener-Policy'))).toEqual([]);
}, 90_000);
