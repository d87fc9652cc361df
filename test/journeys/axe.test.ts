import { connect } from '@nightjar/sdk/connect';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { company } from '../../tools/demo/company.ts';
import { landscape } from '../../tools/demo/landscape.ts';
import { alertmanagerTo } from '../canned/alertmanager.ts';
import { violations } from '../canned/axe.ts';
import { noBrowser, type Watched } from '../canned/browser.ts';
import { smallLandscape } from '../canned/landscape.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';
import { type Shown, screens } from './testing/screens.ts';

let house: SignedIn | undefined;
const desk = { width: 1360, height: 860 };
const phone = { width: 360, height: 780 };

beforeAll(async () => {
  if (noBrowser === null) house = await signedIn();
});
afterAll(() => house?.[Symbol.asyncDispose]());

/** The demo company with something on fire, and beside it things with hostile words, and a sender of one's own whose reports nobody could map. */
const fill = async (into: SignedIn): Promise<void> => {
  const nightjar = connect({ url: into.address, token: into.token });
  const until = new Date();
  for (const telling of [...smallLandscape(until.getTime()), ...landscape(until)])
    await nightjar.catalog.describe(telling);
  await nightjar.custom.draft('release-bot', {});
  const fire = await alertmanagerTo(into);
  await fire('CheckoutSlow', 'checkout');
  await fire('PricingErrors', 'pricing', {
    labels: { alertname: 'PricingErrors', service: 'pricing', severity: 'warning' },
  });
  const { position } = await nightjar.changes.send(company(until).slice(-400));
  await nightjar.changes.list({ minPos: position });
};

/** What is wrong with a screen as it is shown on a desk and on a phone, each in the light and in the dark. */
const wrongIn = async ({ page }: Watched): Promise<string[]> => {
  const wrong: string[] = [];
  for (const [size, viewport] of Object.entries({ desk, phone })) {
    await page.setViewportSize(viewport);
    for (const [theme, asked] of [
      ['light', 'everything'],
      ['dark', 'colours'],
    ] as const) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      wrong.push(...(await violations(page, asked)).map((one) => `${size}, ${theme}: ${one}`));
    }
  }
  return wrong;
};

const look = async (shown: Shown): Promise<string[]> => {
  if (house === undefined) return [];
  const watched = await house.page();
  const { page } = watched;
  if (shown.by === 'nobody') await page.context().clearCookies();
  try {
    await page.goto(shown.path);
    await page.locator(shown.shows).first().waitFor();
    await shown.next?.(page);
    // What is on its way is faded until it is there.
    await page.locator('main[aria-busy="true"]').waitFor({ state: 'detached' });
    return await wrongIn(watched);
  } finally {
    await page.context().close();
  }
};

const over = (what: 'nothing' | undefined): readonly Shown[] => screens.filter((it) => it.over === what);

test.each(over('nothing'))('axe finds nothing wrong with $name', async (shown) => {
  expect(await look(shown)).toEqual([]);
});

test('a company comes to Nightjar', async () => {
  if (house !== undefined) await fill(house);
}, 60_000);

test.each(over(undefined))('axe finds nothing wrong with $name', async (shown) => {
  expect(await look(shown)).toEqual([]);
});
