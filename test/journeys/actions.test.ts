import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noBrowser, type Watched } from '../canned/browser.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';

let house: SignedIn;
let watched: Watched;
let page: Page;

const send = async (path: string, body: unknown): Promise<void> => {
  const answer = await fetch(`${house.address}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${house.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
};

beforeAll(async () => {
  if (noBrowser !== null) return;
  house = await signedIn();
  await send('/api/v1/catalog/descriptions', {
    by: 'backstage',
    origin: 'github.com/acme/all',
    whole: true,
    descriptions: [
      [
        'service:default/pricing',
        'pricing',
        { owners: ['team:default/money'], description: 'What things cost' },
      ],
      ['service:default/checkout', 'checkout', {}],
      ['team:default/money', 'money', {}],
    ].map(([entity, name, says]) => ({ entity, name, by: 'backstage', place: 'x.yaml', says })),
  });
  await send('/api/v1/changes', [
    {
      kind: 'deploy',
      services: ['pricing'],
      title: 'Deploy pricing v812',
      version: 'v812',
      source: 'ci',
      key: '1',
    },
    {
      kind: 'deploy',
      services: ['checkout'],
      title: 'Deploy checkout v9',
      phase: 'failed',
      source: 'ci',
      key: '2',
    },
  ]);
});
afterAll(async () => {
  if (noBrowser === null) await house[Symbol.asyncDispose]();
});
beforeEach(async ({ skip }) => {
  skip(noBrowser !== null, noBrowser ?? '');
  // Requests of a service worker cannot be held up or cut off from here: without one, the page asks by itself.
  watched = await house.page({ serviceWorkers: 'block' });
  page = watched.page;
  await page.goto('/');
  await page.locator('.row[data-change]').first().waitFor();
});
afterEach(async () => {
  if (noBrowser !== null) return;
  await page.context().close();
  expect(watched.amiss).toEqual([]);
});

const box = () => page.getByRole('combobox', { name: 'Search, or do something' });
const active = () => page.locator('.palette [role="option"][aria-selected="true"]');
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const at = (path: string) => page.waitForURL((url) => url.pathname + url.search === path);

test('Ctrl+K finds a service by a few letters and opens it; it is offered again the next time', async () => {
  await press('Control+k');
  await page.keyboard.type('pric');
  await active().getByText('pricing').waitFor();
  expect(await box().getAttribute('aria-activedescendant')).toBe(await active().getAttribute('id'));
  expect(await active().locator('mark').textContent()).toBe('pric');
  await press('Enter');
  await at('/catalog/service/pricing');
  await page.getByRole('heading', { name: 'pricing' }).first().waitFor();
  expect(await box().count()).toBe(0);
  await press('Control+k');
  expect(await box().inputValue()).toBe('pric');
  await press('Delete');
  await page.getByRole('group', { name: 'Recent' }).getByText('pricing').waitFor();
  await press('Escape');
  await box().waitFor({ state: 'detached' });
});

test('what can be done is found in the same box, by other words too, and is done', async () => {
  await press('Control+k');
  await page.keyboard.type('appearance');
  await active()
    .getByText(/^Use the \w+ theme$/)
    .waitFor();
  const before = await page.evaluate(() => document.documentElement.dataset['theme']);
  await press('Enter');
  await page.waitForFunction((was) => document.documentElement.dataset['theme'] !== was, before);
  await press('Control+k');
  await page.keyboard.type('go cat');
  await active().getByText('Go to the catalog').waitFor();
  await press('Enter');
  await at('/catalog');
});

test('a change is found by its version, in a new tab with Ctrl+Enter, and the arrows choose', async () => {
  await press('Control+k');
  await page.keyboard.type('v812');
  await active().getByText('Deploy pricing v812').waitFor();
  const [tab] = await Promise.all([page.context().waitForEvent('page'), press('Control+Enter')]);
  await tab.getByText('Deploy pricing v812').first().waitFor();
  expect(new URL(tab.url()).searchParams.get('change')).toMatch(/^chg_/);
  await tab.close();
  await box().fill('deploy');
  await page.getByRole('option', { name: /Deploy checkout/ }).waitFor();
  const first = await active().textContent();
  await press('ArrowDown');
  expect(await active().textContent()).not.toBe(first);
  await press('ArrowUp');
  expect(await active().textContent()).toBe(first);
});

test('from the box one Tab leads to who to call and where to go', async () => {
  await press('Control+k');
  await page.keyboard.type('pricing');
  await page.getByRole('complementary').getByText('Its graph').waitFor();
  for (let tries = 0; tries < 8; tries += 1) {
    await press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === 'Its graph') break;
  }
  await press('Enter');
  await page.waitForURL(
    (url) => url.pathname === '/graph' && url.searchParams.get('of') === 'service:default/pricing',
  );
  expect(await box().count()).toBe(0);
});

test('without the server what can be done still can, and the box says why nothing is found', async () => {
  await press('Control+k');
  await box().waitFor();
  await page.route('**/api/v1/search*', (route) => route.abort());
  await page.keyboard.type('sources');
  await page.getByText('Nightjar does not answer, so nothing can be searched.').waitFor();
  await active().getByText('Go to the sources').waitFor();
  await press('Enter');
  await at('/sources');
});

test('an answer that comes late does not take the place of a later one', async () => {
  await press('Control+k');
  await box().waitFor();
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  await page.route('**/api/v1/search?q=check', async (route) => {
    await held;
    await route.continue().catch(() => {});
  });
  await box().fill('check');
  await page.waitForTimeout(250);
  await box().fill('money');
  await active().getByText('money').waitFor();
  letGo();
  await page.waitForTimeout(300);
  expect(await page.getByRole('option', { name: /Deploy checkout/ }).count()).toBe(0);
});

test('g c leads to the catalog, g f back, ? tells all keys, and in a box letters are letters', async () => {
  await press('g', 'c');
  await at('/catalog');
  await press('g', 'f');
  await at('/');
  await press('?');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  await sheet.getByText('Go to the graph').waitFor();
  // What lies behind the sheet hears nothing.
  await press('g', 'c');
  await press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe('/');
  await press('/');
  await page.keyboard.type('g c?');
  expect(await page.getByRole('combobox', { name: 'Filter' }).inputValue()).toBe('g c?');
});

test('single keys can be turned off, and then only those held with Ctrl do anything', async () => {
  await press('?');
  await page.getByRole('checkbox', { name: /Keys without Ctrl/ }).uncheck();
  await press('Escape', 'g', 'c', '?');
  expect(new URL(page.url()).pathname).toBe('/');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await press('Control+k');
  await box().waitFor();
});

test('a view is saved by keys, is found in the list and in the palette, and a name that is taken is told', async () => {
  await press('/');
  await page.keyboard.type('status:failed');
  await press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === 'status:failed');
  await press('Escape', 's');
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByLabel('Name').waitFor();
  await page.keyboard.type('Bad nights <b>');
  await press('Enter');
  await page.getByText('Saved as Bad nights <b>.').waitFor();
  await page.goto('/');
  await page.locator('.row[data-change]').first().waitFor();
  await press('s');
  await dialog.getByLabel('Name').waitFor();
  await page.keyboard.type('bad nights <b>');
  await press('Enter');
  await dialog.getByRole('alert').getByText('Choose another name').waitFor();
  await dialog.getByRole('button', { name: 'Replace the one that is there' }).waitFor();
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await press('Shift+V');
  await page.getByRole('link', { name: /Bad nights/ }).waitFor();
  await press('Escape', 'Control+k');
  await page.keyboard.type('nights');
  await active().getByText('Bad nights <b>').waitFor();
  await press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === 'status:failed');
});

test('the menu says who is signed in, and its last line signs out', async () => {
  await page.getByRole('button', { name: 'Menu' }).focus();
  await press('Enter');
  await page.getByText('Signed in as Ana').waitFor();
  await press('End');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Sign out');
  await press('Escape');
});

test('on a small phone the bar is no wider than the page, and a button opens the search over all of it', async () => {
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  await page.getByRole('button', { name: 'Search, or do something' }).click();
  await box().fill('pricing');
  await active().getByText('What things cost').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await box().waitFor({ state: 'detached' });
});
