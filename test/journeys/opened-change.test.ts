import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noBrowser, openBrowser, watchedPage } from '../canned/browser.ts';
import { night } from '../canned/night.ts';
import { canned } from '../canned/server.ts';

const phone = { width: 390, height: 844 };
/** The pages are built for each: a busy machine takes its time. */
const patience = 90_000;

const visit = async (viewport = { width: 1360, height: 860 }) => {
  const outDir = await mkdtemp(join(tmpdir(), 'nightjar-journey-'));
  const server = await canned(outDir, night(Date.now()));
  const browser = await openBrowser();
  const watched = await watchedPage(browser, server.url, viewport);
  return {
    ...watched,
    server,
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
};

test.skipIf(noBrowser !== null)(
  'a line opened at the lower edge comes into sight, and its address opens it again, first page or not',
  async () => {
    await using visited = await visit();
    const { page, server, amiss } = visited;
    await page.goto('/');
    const rows = page.locator('.row[data-change]');
    await rows.first().waitFor();
    const edge = await rows.evaluateAll((all) =>
      all.findLastIndex((row) => row.getBoundingClientRect().bottom <= innerHeight),
    );
    await rows.nth(edge).click();
    await page.getByRole('list', { name: 'Reports' }).waitFor();
    await page.waitForFunction(() => {
      const box = document.querySelector('.detail')?.getBoundingClientRect();
      return box !== undefined && box.bottom <= innerHeight;
    });
    expect(new URL(page.url()).searchParams.get('change')).toBe(server.changes[edge]?.id);

    const last = server.changes.at(-1)?.id ?? '';
    await page.goto(`/?q=env:nowhere&change=${last}`);
    await page.locator(`.line.open [data-change="${last}"]`).waitFor();
    await page.getByRole('heading', { name: 'The linked change' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('-x');
    expect(await page.getByRole('combobox', { name: 'Filter' }).inputValue()).toBe('env:nowhere-x');
    expect(amiss).toEqual([]);
  },
  patience,
);

test.skipIf(noBrowser !== null)(
  'on a phone the filter’s error stands above the heading',
  async () => {
    await using visited = await visit(phone);
    const { page, amiss } = visited;
    await page.goto('/?q=nonsense:x');
    const [error, heading] = [
      page.locator('.filter-error'),
      page.getByRole('heading', { name: 'This filter cannot be read' }),
    ];
    await Promise.all([error.waitFor(), heading.waitFor()]);
    const [above, below] = await Promise.all([error.boundingBox(), heading.boundingBox()]);
    expect((above?.y ?? 0) + (above?.height ?? 0)).toBeLessThanOrEqual(below?.y ?? 0);
    expect(amiss).toEqual([]);
  },
  patience,
);
