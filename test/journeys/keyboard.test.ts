import { connect } from '@nightjar/sdk/connect';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noBrowser, type Watched } from '../canned/browser.ts';
import { focusSeen, tabTo } from '../canned/keys.ts';
import { smallLandscape } from '../canned/landscape.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';

let house: SignedIn | undefined;
let watched: Watched;
const page = () => watched.page;
const keys = () => page().keyboard;
const main = () => page().getByRole('main');

beforeAll(async () => {
  if (noBrowser !== null) return;
  house = await signedIn();
  const nightjar = connect({ url: house.address, token: house.token });
  for (const telling of smallLandscape(Date.now())) await nightjar.catalog.describe(telling);
  const { position } = await nightjar.changes.send(
    ['pricing', 'checkout', 'postgres'].map((service) => ({
      key: `${service}/1`,
      kind: 'deploy' as const,
      title: `Deploy ${service} v1`,
      services: [service],
      phase: 'finished' as const,
    })),
  );
  await nightjar.changes.list({ minPos: position });
});
afterAll(() => house?.[Symbol.asyncDispose]());

beforeEach(async ({ skip }) => {
  if (house === undefined) return skip(noBrowser ?? '');
  watched = await house.page();
});
afterEach(async () => {
  if (house === undefined) return;
  await page().context().close();
  expect(watched.amiss).toEqual([]);
});

const signIn = async (): Promise<void> => {
  await page().context().clearCookies();
  await page().goto('/');
  await page().getByLabel('Name').waitFor();
  await keys().type('Ana');
  await keys().press('Tab');
  await keys().type('correct horse battery');
  await keys().press('Enter');
};
const path = (): string => new URL(page().url()).pathname;
const press = async (...all: readonly string[]): Promise<void> => {
  for (const key of all) await keys().press(key);
};
const enter = async (name: string | RegExp): Promise<void> => {
  await tabTo(page(), name);
  await keys().press('Enter');
};

test('by keyboard alone, from the sign-in to who answers for what broke, and on to a source', async () => {
  await signIn();
  await page().locator('.row[data-change]').first().waitFor();

  // The filter, and a line.
  await press('/');
  await keys().type('service:pricing');
  await press('Enter', 'Escape');
  await page().waitForURL(/q=service%3Apricing/);
  await page().getByText('Deploy checkout v1').waitFor({ state: 'detached' });
  await press('j');
  await focusSeen(page());
  await press('Enter');
  await page().locator('.timeline li').first().waitFor();

  // The thing it happened to, and who answers for it.
  await enter('pricing');
  await page().getByRole('heading', { name: 'pricing', level: 1 }).waitFor();
  expect(path()).toBe('/catalog/service/pricing');
  await enter(/^(team )?growth$/);
  await page().getByRole('heading', { name: 'growth', level: 1 }).waitFor();
  expect(path()).toBe('/catalog/team/growth');

  // The catalog, by its name.
  await enter('Catalog');
  await page().locator('[data-ref="service:default/checkout"]').waitFor();
  await press('j');
  await focusSeen(page());

  // Who needs whom.
  await enter('Graph');
  await page().locator('.node').first().waitFor();
  await tabTo(page(), /pricing|checkout|postgres|evil/);
  await focusSeen(page());

  // Where a sender is connected.
  await enter('Sources');
  await page().locator('[data-source]').first().waitFor();
  await press('/');
  await keys().type('github');
  await page().waitForFunction(
    () => document.querySelector('[data-source]')?.getAttribute('data-source') === 'github',
  );
  await enter(/^GitHub/);
  await main().getByRole('heading', { name: 'GitHub', level: 1 }).waitFor();
  await enter('Make a secret');
  await main().getByText('Shown this once.').waitFor();
  await focusSeen(page());
});

test.each([
  '/',
  '/catalog',
  '/catalog/service/pricing',
  '/catalog/attention',
  '/graph',
  '/sources',
  '/sources/github',
  '/sources/unmapped',
  '/noise',
  '/gallery',
  '/about',
])('at %s the first stop leads past what stands above, and the last one out again', async (to) => {
  await page().goto(to);
  await page().locator('main :is(h1, h2)').first().waitFor({ state: 'attached' });
  await press('Tab');
  await focusSeen(page());
  const first = await page().evaluate(() => document.activeElement?.className);
  expect(first).toBe('skip');
  await press('Enter');
  expect(await page().evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  // Backwards from the main part, the whole bar can be left: nothing holds the focus.
  const seen = new Set<string>();
  for (let n = 0; n < 60; n++) {
    await press('Shift+Tab');
    const at = await focusSeen(page());
    if (at === null) return;
    expect(seen, `the focus goes in a ring: ${at}`).not.toContain(at);
    seen.add(at);
  }
  throw new Error('Sixty steps back do not lead out of the page.');
});

test('a dialog takes the focus, holds it, and gives it back', async () => {
  await page().goto('/catalog');
  await page().locator('[data-ref]').first().waitFor();
  await tabTo(page(), /as of another time/);
  const opener = await focusSeen(page());
  await press('Enter');
  await page().locator('.as-of-picker').waitFor();
  await press('Tab');
  await focusSeen(page());
  await press('Escape');
  await page().locator('.as-of-picker').waitFor({ state: 'hidden' });
  expect(await focusSeen(page())).toBe(opener);
});
