import { connect } from '@nightjar/sdk/connect';
import { hostile, tooMuch } from '@nightjar/web/testing/hostile';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noBrowser } from '../canned/browser.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';

const now = Date.now();
const reports = hostile(now);
let server: SignedIn;
/** The changes that the reports are about, in their order. */
let changes: readonly (string | null)[];

beforeAll(async () => {
  if (noBrowser !== null) return;
  server = await signedIn();
  const nightjar = connect({ url: server.address, token: server.token });
  const { results } = await nightjar.changes.send(reports);
  expect(results.map(({ refusal }) => refusal)).toEqual(reports.map(() => null));
  changes = results.map(({ change }) => change);
}, 120_000);
afterAll(() => server?.[Symbol.asyncDispose]());

const over = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Nothing that was sent has become more than text. */
const isText = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  expect(await page.locator('main :is(script, img, svg[onload], u)').count()).toBe(0);
  // The strip above has a <b> of its own.
  expect(await page.locator('[data-line] b:not([class])').count()).toBe(0);
};

test.skipIf(noBrowser !== null)('more than the server takes is refused in words', async () => {
  const nightjar = connect({ url: server.address, token: server.token });
  const { results } = await nightjar.changes.send(tooMuch(now));
  expect(results.map(({ refusal }) => refusal?.detail)).toEqual([
    'More than 100 tags.',
    'More than 200 entries.',
    'More than 100 entries.',
    'Lies before the year 2000.',
  ]);
});

test.skipIf(noBrowser !== null).for([
  ['on a desk', { width: 1360, height: 860 }],
  ['on a phone', { width: 360, height: 780 }],
] as const)(
  '%s whatever a sender sends is a line of one height, opens, and does not hang over the edge',
  { timeout: 60_000 },
  async ([, viewport]) => {
    const { page, amiss } = await server.page();
    await page.setViewportSize(viewport);
    await page.goto('/?all=1');
    await page.locator(`[data-change="${changes[0]}"]`).waitFor();
    expect(await over(page)).toBeLessThanOrEqual(0);
    for (const change of changes) {
      const row = page.locator(`[data-change="${change}"]`);
      await row.focus();
      await page.keyboard.press('Enter');
      await page.locator(`[data-line="${change}"] .timeline li`).first().waitFor();
      expect([change, await over(page)]).toEqual([change, 0]);
      expect((await row.boundingBox())?.height).toBeLessThan(110);
      await page.keyboard.press('Escape');
    }
    await isText(page);
    expect(amiss).toEqual([]);
    await page.context().close();
  },
);

test.skipIf(noBrowser !== null)('what is cut short can be seen whole', { timeout: 60_000 }, async () => {
  const { page, amiss } = await server.page();
  await page.setViewportSize({ width: 360, height: 780 });
  const everything = reports.findIndex(({ key }) => key === 'many');
  await page.goto(`/?all=1&change=${changes[everything]}`);
  for (const all of [/Show all 200 services/, /Show all \d+ links/, /Show all \d+ tags/])
    await page.getByRole('button', { name: all }).click();
  expect(await page.locator('.detail .fact').count()).toBeGreaterThan(90);
  expect(await over(page)).toBeLessThanOrEqual(0);
  await isText(page);
  expect(amiss).toEqual([]);
  await page.context().close();
});
