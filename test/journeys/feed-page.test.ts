import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Change } from '@nightjar/sdk/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noBrowser, openBrowser, type Watched, watchedPage } from '../canned/browser.ts';
import { night, oneMore } from '../canned/night.ts';
import { type Canned, canned } from '../canned/server.ts';

let outDir: string;
let server: Canned;
let browser: Browser;
let watched: Watched;
let page: Page;

beforeAll(async () => {
  if (noBrowser !== null) return;
  outDir = await mkdtemp(join(tmpdir(), 'nightjar-journey-'));
  server = await canned(outDir, []);
  browser = await openBrowser();
});
afterAll(async () => {
  if (noBrowser !== null) return;
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true, force: true });
});
beforeEach(async ({ skip }) => {
  skip(noBrowser !== null, noBrowser ?? '');
  server.changes = night(Date.now());
  server.signedIn = true;
  watched = await watchedPage(browser, server.url);
  page = watched.page;
});
afterEach(async () => {
  if (noBrowser !== null) return;
  server.reachable();
  await page.context().close();
  expect(watched.amiss).toEqual([]);
});

const rows = () => page.locator('.row[data-change]');
const box = () => page.getByRole('combobox', { name: 'Filter' });
const q = (): string | null => new URL(page.url()).searchParams.get('q');
const live = () => page.getByText('live', { exact: true }).waitFor();
/** Waits until the page shows as many lines as there are changes like that. */
const linesAre = async (like: (change: Change) => boolean): Promise<void> => {
  const wanted = server.changes.filter(like).length;
  await page.waitForFunction(
    (n) => document.querySelectorAll('.lines:not(.before) .row').length === n,
    wanted,
  );
};
const open = async (path = '/'): Promise<void> => {
  await page.goto(path);
  await live();
  await page.locator('.row[data-change], .notice').first().waitFor();
};

test('on an empty page the first change arrives while one watches', async () => {
  server.changes = [];
  await open();
  await page.getByRole('link', { name: 'Connect something' }).waitFor();
  server.tell(oneMore(Date.now(), 1));
  await page.getByText('Deploy tax: new rates 1').waitFor();
  expect(await page.getByText('Nothing has changed yet').count()).toBe(0);
});

test('a page that the browser has already works as it did the first time', async () => {
  await open();
  await page.goto('/sign-in');
  await page.getByLabel('Name').waitFor();
  await open();
  await rows().first().waitFor();
});

test('a change that ends is one line still, and says so by itself', async () => {
  await open();
  const begun = oneMore(Date.now(), 1);
  server.tell(begun);
  const line = page.locator(`[data-change="${begun.id}"]`);
  await line.getByText('running').waitFor();
  server.tell({ ...begun, status: 'failed', durationMs: 41_000 });
  await line.getByText('failed').waitFor();
  expect(await line.count()).toBe(1);
});

test('a change that meets the filter no more leaves the page by itself', async () => {
  const begun = oneMore(Date.now(), 1);
  server.tell(begun);
  await open('/?q=status:running');
  const line = page.locator(`[data-change="${begun.id}"]`);
  await line.waitFor();
  server.tell({ ...begun, status: 'finished' });
  await line.waitFor({ state: 'detached' });
});

test('what is new waits while one reads further down, and comes when asked for', async () => {
  await open();
  await page.mouse.move(600, 500);
  await page.mouse.wheel(0, 900);
  await page.waitForFunction(() => scrollY > 500);
  await page.waitForTimeout(100);
  const before = await rows().first().getAttribute('data-change');
  for (let n = 0; n < 12; n++) server.tell(oneMore(Date.now() + n, n));
  await page.getByRole('button', { name: '12 new' }).click();
  await page.getByText('Deploy tax: new rates 11').waitFor();
  expect(await rows().first().getAttribute('data-change')).not.toBe(before);
  await page.waitForFunction(() => scrollY === 0);
});

test('a line opens in place by keyboard, nothing moves meanwhile, and Escape gives the focus back', async () => {
  await open();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Reports' }).getByText('finished').waitFor();
  expect(await page.getByRole('link', { name: 'roll back to v811' }).getAttribute('rel')).toBe(
    'noreferrer noopener',
  );
  server.tell(oneMore(Date.now(), 1));
  await page.getByRole('button', { name: '1 new' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.detail').waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-change'))).toBe(
    server.changes[3]?.id,
  );
  await page.getByText('Deploy tax: new rates 1').waitFor();
});

test('the filter is in the address, from typing, from chips, and back and forward', async () => {
  await open();
  await page.keyboard.press('/');
  await page.keyboard.type('serv');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('sea');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=service%3Asearch$/);
  await page.keyboard.press('Escape');
  expect(await box().evaluate((it) => it === document.activeElement)).toBe(false);
  await linesAre((it) => it.services.includes('search'));

  await rows().first().click();
  await page.getByRole('button', { name: 'kind:flag', exact: true }).click();
  await page.waitForURL(/kind%3Aflag/);
  expect(await box().inputValue()).toBe('service:search kind:flag');
  await linesAre((it) => it.services.includes('search') && it.kind === 'flag');

  await page.goBack();
  expect(q()).toBe('service:search');
  expect(await box().inputValue()).toBe('service:search');
  await page.goBack();
  expect([q(), await box().inputValue()]).toEqual([null, '']);
  await page.goForward();
  expect(await box().inputValue()).toBe('service:search');
});

test('an error of the filter is told in words with the place marked, and the lines stay', async () => {
  await open();
  await box().fill('env:prod servce:pricing');
  const error = page.getByRole('alert');
  await error.getByText('There is no field "servce"').waitFor();
  expect(await error.locator('mark').textContent()).toBe('servce:pricing');
  expect(await rows().count()).toBeGreaterThan(20);
  expect(await box().getAttribute('aria-invalid')).toBe('true');
  await box().fill('env:prod');
  await error.waitFor({ state: 'detached' });
});

test('a filter that nothing meets says so, and can be cleared', async () => {
  await page.goto('/?q=service%3Anowhere');
  await page.getByText('No change matches this filter').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Clear the filter' }).click();
  await rows().first().waitFor();
  expect(q()).toBeNull();
});

test('older lines come when the end is reached, to the beginning', async () => {
  await open();
  for (let tries = 0; tries < 20 && (await page.getByText('That is the beginning.').count()) === 0; tries++) {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(100);
  }
  const last = server.changes.toSorted((a, b) => (a.at < b.at ? 1 : -1)).at(-1)?.id;
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await page.locator(`[data-change="${last}"]`).waitFor();
  expect(await rows().count()).toBeLessThan(server.changes.length);
});

test('whatever a sender writes stays text', async () => {
  await open();
  for (const { id } of server.changes.slice(16, 22)) {
    await page.locator(`[data-change="${id}"]`).click();
    await page.locator('.timeline li').first().waitFor();
    expect(
      await page.locator('main :is(img, script, b.bold, u, i:not([class]), h1:not(.unseen))').count(),
    ).toBe(0);
    await page.keyboard.press('Escape');
  }
  expect(await page.title()).toBe('Nightjar');
});

test('who is not signed in comes back from the sign-in with the filter they had', async () => {
  server.signedIn = false;
  await page.goto('/?q=env%3Astaging');
  await page.getByLabel('Name').fill('joey');
  await page.getByLabel('Password').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('do not fit together').waitFor();
  await page.getByLabel('Password').fill('correct horse battery staple');
  await page.keyboard.press('Enter');
  await rows().first().waitFor();
  expect([q(), await box().inputValue()]).toEqual(['env:staging', 'env:staging']);
});

test('a welcome link makes its bearer known, and its code is sent once and kept nowhere', async () => {
  server.signedIn = false;
  await page.goto('/welcome#code=nji_secret&name=Ana');
  expect(await page.getByLabel('Name').inputValue()).toBe('Ana');
  await page.getByLabel('Password').fill('correct horse battery staple');
  const [joined] = await Promise.all([
    page.waitForRequest('**/api/v1/people'),
    page.getByRole('button', { name: 'Create my account' }).click(),
  ]);
  expect(joined.postDataJSON()).toMatchObject({ code: 'nji_secret', name: 'Ana' });
  await rows().first().waitFor();
  expect(page.url()).toBe(`${server.url}/`);
  expect(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
  ).not.toContain('nji_secret');
});

test('a lost line says from when the lines are, and what was missed is caught up', async () => {
  await open();
  server.cut();
  await page.getByText('offline').waitFor();
  await page.getByText(/as of \d\d:\d\d:\d\d/).waitFor();
  server.tell(oneMore(Date.now(), 7));
  server.reachable();
  await page.getByText('Deploy tax: new rates 7').waitFor();
  await live();
});

test('on a phone nothing hangs over the edge', async () => {
  await page.setViewportSize({ width: 360, height: 780 });
  const over = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await open();
  expect(await over()).toBeLessThanOrEqual(0);
  // Only lines near the screen stand in the document.
  await page.evaluate(() => scrollTo(0, 800));
  for (const { id } of server.changes.slice(14, 22)) {
    await page.locator(`[data-change="${id}"]`).click();
    await page.locator('.timeline li').first().waitFor();
    expect(await over()).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
  }
  server.changes = [];
  await open();
  await page.getByText('Nothing has changed yet').waitFor();
  expect(await over()).toBeLessThanOrEqual(0);
});
