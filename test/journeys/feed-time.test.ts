import { connect } from '@nightjar/sdk/connect';
import type { Report } from '@nightjar/sdk/wire';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noBrowser, type Watched } from '../canned/browser.ts';
import { overEdge, unnamed } from '../canned/seen.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';

const minute = 60_000;
const hour = 60 * minute;

let server: SignedIn;
let watched: Watched;
let page: Page;
const now = Date.now();

const ago = (ms: number): string => new Date(now - ms).toISOString();
const deploy = (service: string, msAgo: number, rest: Partial<Report> = {}): Report => ({
  source: 'ci',
  key: `${service} ${msAgo}`,
  kind: 'deploy',
  title: `Deploy ${service}`,
  services: [service],
  environment: 'prod',
  at: ago(msAgo),
  actor: { name: 'Ana', kind: 'human' },
  ...rest,
});

/** Two days of deploys of pricing, a search that came today, and one that failed five hours ago. */
const reports: Report[] = [
  ...Array.from({ length: 40 }, (_, n) => deploy('pricing', 20 * minute + n * hour, { key: `p${n}` })),
  deploy('search', 5 * hour, { phase: 'failed' }),
  deploy('search', 6 * hour, { kind: 'flag', title: 'Switch search-v2 on' }),
  deploy('mail', 30 * hour),
];

beforeAll(async () => {
  if (noBrowser !== null) return;
  server = await signedIn();
  const nightjar = connect({ url: server.address, token: server.token });
  const { position } = await nightjar.changes.send(reports);
  await nightjar.changes.list({ limit: 1, minPos: position });
}, 150_000);
afterAll(async () => {
  if (noBrowser === null) await server[Symbol.asyncDispose]();
});
beforeEach(async ({ skip }) => {
  skip(noBrowser !== null, noBrowser ?? '');
  watched = await server.page();
  page = watched.page;
});
afterEach(async () => {
  if (noBrowser !== null) return;
  await page.context().close();
  expect(watched.amiss).toEqual([]);
});

/** What Nightjar tells of itself is none of it. */
const ours = '/?q=env%3Aprod';
const strip = () => page.getByRole('region', { name: 'When it changed' });
const bars = () => page.getByRole('slider', { name: 'Narrow the feed to a time' });
const q = (): string => new URL(page.url()).searchParams.get('q') ?? '';
const bounds = /^after:\d{4}-\d\d-\d\dT\d\d:\d\dZ before:\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;
const rows = () => page.locator('.lines:not(.before) .row[data-change]');
const open = async (path = '/'): Promise<void> => {
  await page.goto(path);
  await bars().waitFor();
  await rows().first().waitFor();
};
/** Presses the pointer at one share of the strip's way, and lets it go at another. */
const drag = async (from: number, to: number): Promise<void> => {
  const box = (await bars().boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + from * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + ((from + to) / 2) * box.width, y);
  await page.mouse.move(box.x + to * box.width, y);
  await page.mouse.up();
};

test('the strip counts the last day, and what is looked at is told', async () => {
  await open(ours);
  // 23 or 24 of pricing, by the minute at which the day begins, and two of search.
  await strip()
    .getByText(/^2[56] changes, 1 failed$/)
    .waitFor();
  const box = await bars().boundingBox();
  const { x, y, width } = box ?? { x: 0, y: 0, width: 0 };
  for (let n = 1; n < 200 && (await strip().getByText('1 deploy, 1 failed').count()) === 0; n++)
    await page.mouse.move(x + (n * width) / 200, y + 20);
  expect(await strip().locator('.strip-head').textContent()).toMatch(
    /\d\d:\d\d–\d\d:\d\d1 change: 1 deploy, 1 failed/,
  );
  expect(await unnamed(page).then((wrong) => wrong.filter((it) => !it.includes('first headings')))).toEqual(
    [],
  );
});

test('a drag narrows the feed and its address, and one step back is the day again', async () => {
  await open();
  const all = await rows().count();
  await drag(0.7, 0.85);
  await page.waitForURL(/before/);
  expect(q()).toMatch(bounds);
  expect(await page.getByRole('combobox', { name: 'Filter' }).inputValue()).toBe(q());
  await page.waitForFunction((n) => document.querySelectorAll('.lines:not(.before) .row').length < n, all);
  const times = await rows()
    .locator('time')
    .evaluateAll((its) => its.map((it) => it.getAttribute('datetime') ?? ''));
  const [, after = '', before = ''] = /after:(\S+) before:(\S+)/.exec(q()) ?? [];
  for (const time of times) {
    expect(Date.parse(time)).toBeGreaterThanOrEqual(Date.parse(after));
    expect(Date.parse(time)).toBeLessThan(Date.parse(before));
  }
  await strip().getByRole('link', { name: 'Zoom out' }).click();
  await page.waitForFunction((text) => !location.search.includes(text), encodeURIComponent(after));
  await strip().getByRole('link', { name: 'Now' }).click();
  await page.waitForFunction(() => location.search === '');
  await strip().getByText('Last 24 hours').waitFor();
});

test('by keyboard alone: arrows move, shift widens, Enter narrows and Escape clears', async () => {
  await open();
  await bars().focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  expect(await bars().getAttribute('aria-valuetext')).toMatch(/^\d\d:\d\d–\d\d:\d\d: /);
  await page.keyboard.press('Escape');
  expect(await bars().getAttribute('aria-valuetext')).toBe('nothing chosen');
  await page.keyboard.press('ArrowLeft');
  for (let n = 0; n < 8; n++) await page.keyboard.press('Shift+ArrowLeft');
  expect(await bars().getAttribute('aria-valuetext')).toContain('deploy');
  await page.keyboard.press('Enter');
  await page.waitForURL(/before/);
  expect(q()).toMatch(bounds);
});

test('compared with yesterday, the service that appeared stands first and narrows the feed', async () => {
  await open(ours);
  await page.getByLabel('Compare with').selectOption('-1d');
  await page.waitForURL(/compare=-1d/);
  const services = page.getByRole('region', { name: 'Services' });
  await services.getByText('appeared').waitFor();
  const [first, second] = await services.getByRole('listitem').allTextContents();
  expect([first, second]).toEqual(['appearedsearch2 here, none there', 'gonemailnone here, 1 there']);
  await services.getByRole('link', { name: 'search' }).click();
  await page.waitForURL(/service%3Asearch/);
  expect(new URL(page.url()).searchParams.get('compare')).toBe('-1d');
  await page.waitForFunction(() => document.querySelectorAll('.lines:not(.before) .row').length === 2);
  await page.goBack();
  await services.getByRole('link', { name: 'mail' }).click();
  await page.waitForURL(/service%3Amail/);
  await page.getByText('Deploy mail').waitFor();
});

test('as of an instant the feed stands as it had come to be, says so, and leads back to now', async () => {
  const at = new Date(now - 5.5 * hour).toISOString();
  await open(`/?at=${at}`);
  await page.getByRole('status').getByText('As of').waitFor();
  const times = await rows()
    .locator('time')
    .evaluateAll((its) => its.map((it) => it.getAttribute('datetime') ?? ''));
  expect(times.every((time) => Date.parse(time) <= Date.parse(at))).toBe(true);
  expect(await page.getByText('failed', { exact: true }).count()).toBe(0);
  expect(await page.getByText('live', { exact: true }).count()).toBe(0);
  await drag(0.5, 0.9);
  await page.waitForURL(/before/);
  expect(new URL(page.url()).searchParams.get('at')).toBe(at);
  await page.getByRole('link', { name: 'Back to now' }).click();
  await page.getByText('live', { exact: true }).waitFor();
});

test('what arrives is counted before long', async () => {
  await page.goto('/?q=service%3Atax');
  await strip().getByText('no change', { exact: true }).waitFor();
  await connect({ url: server.address, token: server.token }).changes.send(
    deploy('tax', 0, { at: new Date().toISOString() }),
  );
  await rows().first().waitFor();
  await strip().getByText('1 change', { exact: true }).waitFor({ timeout: 14_000 });
  // A line soon after another needs no ten seconds either; how soon is told by pace.test.ts.
  await connect({ url: server.address, token: server.token }).changes.send(
    deploy('tax', 0, { key: 'tax/2', at: new Date().toISOString() }),
  );
  await strip().getByText('2 changes', { exact: true }).waitFor({ timeout: 14_000 });
});

test('with a wrong clock the ages are right, and the reader is told', async () => {
  await page.addInitScript(() => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + 7 * 60_000;
  });
  await open('/?q=service%3Asearch');
  await page.getByText('your clock is 7 min ahead').waitFor();
  const hours = Math.floor((Date.now() - now) / hour + 5);
  expect(await rows().first().locator('.age').textContent()).toMatch(new RegExp(`^${hours} h`));
});

test('on a phone a thumb asks a bar what it holds and narrows to it, and nothing hangs over the edge', async () => {
  await page.setViewportSize({ width: 360, height: 780 });
  await open();
  expect(await overEdge(page)).toBeLessThanOrEqual(0);
  const { x, y, width } = (await bars().boundingBox()) ?? { x: 0, y: 0, width: 0 };
  await page.mouse.click(x + width / 2, y + 20);
  await page.getByRole('button', { name: 'Show only these' }).click();
  await page.waitForURL(/before/);
  expect(q()).toMatch(bounds);
  await page.goto(`${ours}&compare=-1d`);
  await page.getByRole('region', { name: 'Services' }).getByText('appeared').first().waitFor();
  expect(await overEdge(page)).toBeLessThanOrEqual(0);
});
