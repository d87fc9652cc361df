import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noBrowser, openBrowser, type Watched, watchedPage } from '../canned/browser.ts';
import { long } from '../canned/long.ts';
import { oneMore } from '../canned/night.ts';
import { type Canned, canned } from '../canned/server.ts';

const count = 1_500;
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
  server.changes = long(count, Date.now());
  watched = await watchedPage(browser, server.url);
  page = watched.page;
  await page.goto('/');
  await page.locator('.row[data-change]').first().waitFor();
});
afterEach(async () => {
  if (noBrowser !== null) return;
  await page.context().close();
  expect(watched.amiss).toEqual([]);
});

const beginning = () => page.getByText('That is the beginning.');
/** Scrolls to the end until all lines are there. */
const toTheEnd = async (): Promise<void> => {
  for (let tries = 0; tries < 100 && (await beginning().count()) === 0; tries++) {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(50);
  }
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await line(count - 1).waitFor();
};
const line = (n: number) => page.locator(`[data-change="${server.changes[n]?.id}"]`);
const focusedOn = (): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-change') ?? null);
/** Which line is in the middle of the screen, and how far down. */
const middle = (): Promise<{ name: string | undefined; top: number }> =>
  page.evaluate(() => {
    const it = document
      .elementFromPoint(innerWidth / 2, innerHeight / 2)
      ?.closest<HTMLElement>('[data-line]');
    return { name: it?.dataset['line'], top: Math.round(it?.getBoundingClientRect().top ?? -1) };
  });

test('however many lines there are, the document holds those near the screen, and each says which it is', async () => {
  await toTheEnd();
  expect(await page.locator('.row[data-change]').count()).toBeLessThan(80);
  const said = await page
    .locator('.line')
    .last()
    .evaluate((it) => ({
      at: Number(it.ariaPosInSet),
      of: Number(it.ariaSetSize),
      day: it.closest('section')?.querySelector('h2')?.textContent,
    }));
  expect(said.at).toBe(said.of);
  expect(said.day).toContain(`${said.of} changes`);
});

test('keys lead to lines that are not drawn yet, and the focus stays where it is while one scrolls away', async () => {
  await page.keyboard.press('j');
  for (let n = 0; n < 45; n++) await page.keyboard.press('j');
  expect(await focusedOn()).toBe(server.changes[45]?.id);
  await page.keyboard.press('PageDown');
  const at = Number((await focusedOn())?.slice(4));
  expect(at).toBeGreaterThan(55);
  await page.evaluate(() => scrollTo(0, 300));
  await page.waitForTimeout(200);
  await page.keyboard.press('k');
  expect(await focusedOn()).toBe(server.changes[at - 1]?.id);
  await page.keyboard.press('Home');
  expect(await focusedOn()).toBe(server.changes[0]?.id);
  await page.keyboard.press('End');
  expect(Number((await focusedOn())?.slice(4))).toBeGreaterThan(58);
});

test('nothing moves under who reads far down: not by new lines, nor by one that is corrected or opens', async () => {
  await toTheEnd();
  await page.evaluate(() => scrollTo(0, 20_000));
  await page.waitForTimeout(300);
  const before = await middle();
  for (let n = 0; n < 12; n++) server.tell(oneMore(Date.now() + n, n));
  const corrected = server.changes.find(({ id }) => id === before.name);
  if (corrected !== undefined) server.tell({ ...corrected, status: 'failed', at: new Date().toISOString() });
  await page.getByRole('button', { name: '12 new' }).waitFor();
  expect(await middle()).toEqual(before);
  await page.locator(`[data-change="${before.name}"]`).getByText('failed').waitFor();
  await page.locator(`[data-change="${before.name}"]`).click();
  await page.getByRole('list', { name: 'Reports' }).waitFor();
  const top = await page
    .locator(`[data-line="${before.name}"]`)
    .evaluate((it) => it.getBoundingClientRect().top);
  expect(Math.abs(top - before.top)).toBeLessThan(2);
});

test('on a phone, where lines are of several heights, one scrolls back past lines never drawn and nothing jumps', async () => {
  // One in three failed, which takes a line of its own there.
  server.changes = server.changes.map((it, n) => (n % 3 === 0 ? { ...it, status: 'failed' } : it));
  await page.goto('/');
  await toTheEnd();
  // At another width nothing is known of how high they are.
  await page.setViewportSize({ width: 360, height: 780 });
  await page.evaluate(() => scrollTo(0, 40_000));
  await page.waitForTimeout(300);
  const jumps: number[] = [];
  for (let n = 0; n < 40; n++) {
    const { name, top } = await middle();
    await page.evaluate(() => scrollBy(0, -120));
    await page.waitForTimeout(30);
    const now = await page.locator(`[data-line="${name}"]`).evaluate((it) => it.getBoundingClientRect().top);
    jumps.push(Math.round(now - top - 120));
  }
  expect(jumps.filter((px) => Math.abs(px) > 1)).toEqual([]);
});

test('who goes to a page and back finds the line where they left it', async () => {
  await toTheEnd();
  await page.evaluate(() => scrollTo(0, 25_000));
  await page.waitForTimeout(300);
  const before = await middle();
  await page.getByRole('link', { name: 'Sources' }).click();
  await page.waitForURL('**/sources');
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.goBack();
  await page.waitForFunction(() => scrollY > 20_000);
  await page.locator(`[data-line="${before.name}"]`).waitFor();
  expect(await middle()).toEqual(before);
});

test('an address that names a line opens it, wherever on the page it is', async () => {
  const named = server.changes[50]?.id;
  await page.goto(`/?change=${named}`);
  await page.locator(`[data-line="${named}"].open .timeline li`).first().waitFor();
  await page.waitForFunction((id) => {
    const box = document.querySelector(`[data-line="${id}"]`)?.getBoundingClientRect();
    return box !== undefined && box.top > 56 && box.bottom <= innerHeight;
  }, named);
});
