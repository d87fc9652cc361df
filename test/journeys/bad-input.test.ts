import { connect } from '@nightjar/sdk/connect';
import { hostile, tooMuch } from '@nightjar/web/testing/hostile';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { noBrowser } from '../canned/browser.ts';
import { signedIn } from '../canned/signed-in.ts';

const widths = [
  { width: 1360, height: 860 },
  { width: 360, height: 780 },
];

const over = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.skipIf(noBrowser !== null)(
  'whatever a sender sends is shown in words, opens, and breaks neither the page nor its edge',
  { timeout: 60_000 },
  async () => {
    await using server = await signedIn();
    const nightjar = connect({ url: server.address, token: server.token });
    const now = Date.now();
    const reports = hostile(now);
    const { results } = await nightjar.changes.send(reports);
    expect(results.map(({ refusal }) => refusal)).toEqual(reports.map(() => null));
    for (const report of tooMuch(now)) {
      const refused = await nightjar.changes.send(report).catch((error: unknown) => error);
      expect(String(refused)).toMatch(/More than \d+ (tags|entries)/);
    }

    const { page, amiss } = await server.page();
    await page.goto('/?all=1');
    await page.getByText('The clock runs ahead').waitFor();
    for (const viewport of widths) {
      await page.setViewportSize(viewport);
      expect(await over(page)).toBeLessThanOrEqual(0);
      for (const { change } of results) {
        const row = page.locator(`[data-change="${change}"]`);
        await row.click();
        await page.locator(`[data-line="${change}"] .timeline li`).first().waitFor();
        expect([change, await over(page)]).toEqual([change, 0]);
        await page.keyboard.press('Escape');
        expect((await row.boundingBox())?.height).toBeLessThan(110);
      }
    }
    const everything = results[5]?.change;
    await page.goto(`/?all=1&change=${everything}`);
    for (const all of ['Show all 200 services', 'Show all 100 links', 'Show all 100 tags'])
      await page.getByRole('button', { name: all }).click();
    expect(await page.locator('.detail .fact').count()).toBeGreaterThan(100);
    expect(await over(page)).toBeLessThanOrEqual(0);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
    expect(await page.locator('main :is(script, img, svg[onload], u, b:not([class]))').count()).toBe(0);
    expect(amiss).toEqual([]);
  },
);
