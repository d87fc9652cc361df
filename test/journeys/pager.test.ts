import { connect } from '@nightjar/sdk/connect';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { alertmanagerTo } from '../canned/alertmanager.ts';
import { noBrowser, phone, type Watched } from '../canned/browser.ts';
import { smallLandscape } from '../canned/landscape.ts';
import { overEdge, tooSmall, unnamed } from '../canned/seen.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';

const minute = 60_000;
const now = Date.now();
const ago = (minutes: number): string => new Date(now - minutes * minute).toISOString();

let house: SignedIn | undefined;
let tell: Awaited<ReturnType<typeof alertmanagerTo>>;
let watched: Watched;
const page = (): Page => watched.page;

beforeAll(async () => {
  if (noBrowser !== null) return;
  house = await signedIn();
  const nightjar = connect({ url: house.address, token: house.token });
  for (const said of smallLandscape(now)) await nightjar.catalog.describe(said);
  await nightjar.catalog.edit('team:growth', {
    'contact.onCall': { label: 'growth on call', url: 'tel:+4930123456' },
  });
  const deploy = { kind: 'deploy', phase: 'finished', environment: 'prod' } as const;
  await nightjar.changes.send([
    { ...deploy, title: 'Deploy pricing v812', services: ['pricing'], at: ago(11) },
    { ...deploy, title: 'Deploy checkout v9', services: ['checkout'], at: ago(2) },
    { ...deploy, title: 'Deploy elsewhere', services: ['evil'], at: ago(11) },
    { kind: 'config', phase: 'finished', title: 'Vacuum at night', services: ['postgres'], at: ago(30) },
    { ...deploy, title: 'Deploy pricing v811', services: ['pricing'], at: ago(120) },
  ]);
  tell = await alertmanagerTo(house, now);
  await tell('PricingErrors', 'pricing');
  await tell('QueueGrows', 'checkout', {
    startsAt: ago(50),
    labels: { alertname: 'QueueGrows', service: 'checkout', severity: 'warning' },
  });
}, 60_000);
afterAll(() => house?.[Symbol.asyncDispose]());

beforeEach(async ({ skip }) => {
  if (house === undefined) return skip(noBrowser ?? '');
});
afterEach(async () => {
  if (house === undefined) return;
  await page().context().close();
  expect(watched.amiss).toEqual([]);
});

test('from a page at night to the owner and the dashboard, with one thumb', async () => {
  if (house === undefined) return;
  const nightjar = connect({ url: house.address, token: house.token });
  await expect
    .poll(async () => (await nightjar.alerts.list({ state: 'open' })).alerts.length, { timeout: 20_000 })
    .toBe(2);
  const { alerts } = await nightjar.alerts.list({ service: 'pricing' });
  watched = await house.page(phone);
  await page().goto(`/alerts/${alerts[0]?.id}`);
  await page().getByRole('heading', { level: 1, name: 'PricingErrors' }).waitFor();

  // One tap each, all of it in sight, in the lower half of the screen.
  const reach = page().getByRole('navigation', { name: 'Who to call and where to look' });
  const ways = {
    Call: 'tel:+4930123456',
    Dashboard: 'https://grafana.example/d/pricing',
    Runbook: 'https://wiki.example/pricing',
  };
  for (const [name, href] of Object.entries(ways)) {
    const way = reach.getByRole('link', { name });
    await way.waitFor();
    expect(await way.getAttribute('href')).toBe(href);
    const box = await way.boundingBox();
    expect([name, box !== null && box.y > 390 && box.y + box.height <= 780]).toEqual([name, true]);
  }
  expect(
    await tooSmall(page(), '.alert-reach-way, .parts a, .tools button, .suspects .row, .alert-of a'),
  ).toEqual([]);
  expect([await overEdge(page()), await unnamed(page())]).toEqual([0, []]);

  // What changed before it, about it and what it needs: nothing of elsewhere, of long before, or of what came after.
  const suspects = page().getByRole('region', { name: 'What changed before it' });
  await suspects.getByText('Deploy pricing v812').waitFor();
  await suspects.getByText('Vacuum at night').waitFor();
  expect(await suspects.locator('.row').count()).toBe(2);
  await suspects.locator('.row').first().tap();
  await suspects.locator('.detail').waitFor();
  expect(await overEdge(page())).toBe(0);

  await page().getByRole('link', { name: 'Alerts' }).last().tap();
  await page().locator('.alert-line').nth(1).waitFor();
  expect(await tooSmall(page(), '.way-out, a.alert-about')).toEqual([]);
  expect([await overEdge(page()), await unnamed(page())]).toEqual([0, []]);
}, 60_000);

test('what fires stands above the feed, in a place that was kept for it', async () => {
  if (house === undefined) return;
  for (const screen of [phone, {}]) {
    watched = await house.page(screen);
    // The alerts are told long after the lines stand there.
    const told = Promise.withResolvers<void>();
    await page().route('**/api/v1/alerts*', async (route) => {
      await told.promise;
      await route.continue();
    });
    await page().goto('/');
    const first = page().locator('.row[data-change]').first();
    await first.waitFor();
    await page().locator('.view-switch').waitFor();
    await page().waitForTimeout(300);
    const before = await first.boundingBox();
    told.resolve();
    await page().locator('.alert-strip').getByText('2 firing').waitFor();
    expect(await first.boundingBox()).toEqual(before);
    expect(await overEdge(page())).toBe(0);
    if (screen === phone) await page().context().close();
  }
  await page()
    .locator('.alert-strip')
    .getByRole('link', { name: /^pricing/ })
    .click();
  await page().getByRole('heading', { level: 1, name: 'PricingErrors' }).waitFor();
}, 60_000);

test('the list has the worst first, is filtered and walked by keyboard, and goes on by itself', async () => {
  if (house === undefined) return;
  watched = await house.page();
  const lines = page().locator('.alert-line');
  await page().goto('/alerts');
  await lines.nth(1).waitFor();
  expect(await lines.locator('.alert-title').allTextContents()).toEqual(['PricingErrors', 'QueueGrows']);
  await page().keyboard.press('/');
  await page().keyboard.type('servce:pricing');
  await page().keyboard.press('Enter');
  await page().getByRole('alert').getByText('did you mean service?').waitFor();
  await page().keyboard.press('Control+a');
  await page().keyboard.type('severity:warning');
  await page().keyboard.press('Enter');
  await expect.poll(() => lines.locator('.alert-title').allTextContents()).toEqual(['QueueGrows']);
  await page().keyboard.press('Escape');

  await tell('QueueGrows', 'checkout', {
    status: 'resolved',
    startsAt: ago(50),
    endsAt: ago(0),
    labels: { alertname: 'QueueGrows', service: 'checkout', severity: 'warning' },
  });
  await page().getByText('Nothing fires that matches.').waitFor();
  await page().locator('.alert-line.is-resolved').getByText('after 50 m').waitFor();
  await page().keyboard.press('j');
  await page().keyboard.press('Enter');
  await page().getByRole('heading', { level: 1, name: 'QueueGrows' }).waitFor();
  await page().getByRole('heading', { name: 'It came up once' }).waitFor();
  await page().goto('/alerts/alr_nothing');
  await page().getByRole('heading', { name: 'There is no such alert' }).waitFor();
}, 60_000);

test('where only what is over cannot be read, its old list says so, and is asked for again', async () => {
  if (house === undefined) return;
  watched = await house.page();
  await page().goto('/alerts');
  await page().locator('.alert-line.is-resolved').waitFor();
  const over = '**/api/v1/alerts?*state=resolved*';
  const body = '{"title":"Internal","status":500}';
  await page().route(over, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body }),
  );
  await page().getByRole('heading', { name: 'What is over cannot be read' }).waitFor();
  await page().locator('.alert-line.is-resolved').waitFor();
  await page().unroute(over);
  await page().getByRole('button', { name: 'Try again' }).click();
  await page().getByRole('heading', { name: 'What is over cannot be read' }).waitFor({ state: 'detached' });
  // The browser says each refusal.
  watched.amiss.splice(0, watched.amiss.length, ...watched.amiss.filter((it) => !it.includes('500')));
}, 60_000);
