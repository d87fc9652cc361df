import { connect } from '@nightjar/sdk/connect';
import type { NewSignals } from '@nightjar/sdk/wire';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { alertmanagerTo } from '../canned/alertmanager.ts';
import { noBrowser, phone, type Watched } from '../canned/browser.ts';
import { smallLandscape } from '../canned/landscape.ts';
import { overEdge, tooSmall, unnamed } from '../canned/seen.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';

const minute = 60_000;
const now = Date.now();
const ago = (minutes: number): string => new Date(now - minutes * minute).toISOString();
/** Pricing fails since, and checkout by it. */
const begins = now - 6 * minute;

/** Half an hour and more of what was measured, by the half minute; the same each time. */
const measured: NewSignals = [
  { service: 'pricing', usual: 0.003, sick: 0.12 },
  { service: 'checkout', usual: 0.006, sick: 0.1 },
].flatMap(({ service, usual, sick }) => {
  const points = Array.from({ length: 110 }, (_, nth): [number, number] => {
    const at = now - (110 - nth) * (minute / 2);
    return [at, (at >= begins ? sick : usual) * (1 + 0.08 * Math.sin(nth * 12.9898 + service.length))];
  });
  return [{ service, environment: 'prod', signal: 'errors', stat: 'share', points }];
});

let house: SignedIn | undefined;
let watched: Watched;
let alert = '';
const page = (): Page => watched.page;
const nightjarOf = ({ address, token }: SignedIn) => connect({ url: address, token });

beforeAll(async () => {
  if (noBrowser !== null) return;
  house = await signedIn();
  const nightjar = nightjarOf(house);
  for (const said of smallLandscape(now)) await nightjar.catalog.describe(said);
  const deploy = { kind: 'deploy', phase: 'finished', environment: 'prod' } as const;
  await nightjar.changes.send([
    {
      ...deploy,
      title: 'Deploy pricing v812',
      services: ['pricing'],
      at: ago(7),
      actor: { name: 'joey', kind: 'human' },
      links: [{ label: 'pipeline', url: 'https://ci.example/812' }],
    },
    { ...deploy, title: 'Deploy checkout v9', services: ['checkout'], at: ago(40) },
    { kind: 'config', phase: 'finished', title: 'Vacuum at night', services: ['postgres'], at: ago(25) },
    { ...deploy, title: 'Deploy elsewhere', services: ['evil'], at: ago(8) },
  ]);
  await nightjar.signals.send(measured);
  const patience = { timeout: 20_000, interval: 200 };
  await vi.waitUntil(async () => {
    const { series } = await nightjar.signals.chart({ service: 'pricing', from: ago(60), to: ago(0) });
    return (series[0]?.points.length ?? 0) > 10;
  }, patience);
  const tell = await alertmanagerTo(house, now);
  const labels = { severity: 'critical', environment: 'prod' };
  await tell('CheckoutErrors', 'checkout', {
    startsAt: ago(1),
    labels: { alertname: 'CheckoutErrors', service: 'checkout', ...labels },
  });
  await vi.waitUntil(async () => (await nightjar.diagnoses.list()).diagnoses.length === 1, patience);
  await tell('PricingErrors', 'pricing', {
    startsAt: ago(0.5),
    labels: { alertname: 'PricingErrors', service: 'pricing', ...labels },
  });
  alert = (await nightjar.diagnoses.list()).diagnoses[0]?.alert ?? '';
}, 90_000);
afterAll(() => house?.[Symbol.asyncDispose]());

beforeEach(async ({ skip }) => {
  if (house === undefined) return skip(noBrowser ?? '');
});
afterEach(async () => {
  if (house === undefined) return;
  await page().context().close();
  expect(watched.amiss).toEqual([]);
});

test('a suspect whose owner cannot be told does not stay busy', async () => {
  if (house === undefined) return;
  watched = await house.page(phone);
  const body = '{"title":"Internal","status":500}';
  await page().route(/\/api\/.*\/who(?:\?|$)/, (route) =>
    route.fulfill({ status: 500, contentType: 'application/problem+json', body }),
  );
  await page().goto(`/alerts/${alert}`);
  const reach = page().locator('.suspect-reach').first();
  await expect.poll(() => reach.getAttribute('aria-busy'), { timeout: 20_000 }).toBe('false');
  watched.amiss.splice(0, watched.amiss.length, ...watched.amiss.filter((it) => !it.includes('500')));
}, 60_000);

test('a page at night says what probably broke, and takes a word on it with one thumb', async () => {
  if (house === undefined) return;
  const nightjar = nightjarOf(house);
  watched = await house.page(phone);
  await page().goto(`/alerts/${alert}`);
  const said = page().getByRole('region', { name: 'What probably broke' });
  await said.getByText('Probably the deploy of pricing v812').waitFor();
  const first = said.locator('.suspect').first();
  await first.getByText(/^took effect \d+ (?:s|min) before it began$/).waitFor();
  await first.getByText('by joey').waitFor();
  await first.getByRole('link', { name: /pipeline/ }).waitFor();
  expect(await first.locator('.suspect-why li').count()).toBe(2);
  await first.getByRole('button', { name: /more reason/ }).tap();
  expect(await first.locator('.suspect-why li').count()).toBeGreaterThan(2);
  await said.getByText(/^Said at the page; again at \+1 min\.$/).waitFor();
  await first.getByText('owned by growth').waitFor();
  expect(await first.getByRole('link', { name: /^Call: growth/ }).getAttribute('href')).toBe(
    'https://pager.example/growth',
  );
  expect(await first.getByRole('link', { name: /^Dashboard: Golden/ }).getAttribute('href')).toBe(
    'https://grafana.example/d/pricing',
  );
  await said.getByText('Said of this and 1 more alert of one cause.').waitFor();
  expect(await tooSmall(page(), '.probable .button, .more-reasons, .suspect-reach a')).toEqual([]);
  expect([await overEdge(page()), await unnamed(page())]).toEqual([0, []]);

  // A word shows before the server has it, and is taken back by the same tap.
  const held = Promise.withResolvers<void>();
  await page().route('**/judgements', async (route) => {
    await held.promise;
    await route.continue();
  });
  const yes = first.getByRole('button', { name: 'This was it' });
  await yes.tap();
  expect(await yes.getAttribute('aria-pressed')).toBe('true');
  held.resolve();
  const { diagnoses } = await nightjar.diagnoses.list({ alert });
  const id = diagnoses[0]?.id ?? '';
  const words = async () =>
    (await nightjar.diagnoses.get(id)).judgements.map(({ judgement, byName }) => `${byName} ${judgement}`);
  await expect.poll(words).toEqual(['Ana confirmed']);
  await said.getByRole('button', { name: 'No change did it' }).tap();
  await expect.poll(() => yes.getAttribute('aria-pressed')).toBe('false');
  await said.getByRole('button', { name: 'No change did it' }).tap();
  await expect.poll(words).toEqual([]);

  // What a colleague says comes by itself.
  await nightjar.diagnoses.judge(id, {
    change: (await nightjar.diagnoses.get(id)).suspects[0]?.change ?? null,
    judgement: 'refuted',
  });
  await first.locator('.others', { hasText: 'not this' }).waitFor();

  // A word that the server does not take is taken back, and said.
  await page().unroute('**/judgements');
  await page().route('**/judgements', (route) => route.abort());
  await yes.tap();
  await said.getByRole('alert').getByText('Your word was not taken').waitFor();
  expect(await yes.getAttribute('aria-pressed')).toBe('false');

  await said.getByRole('link', { name: 'When and why' }).tap();
  await page().getByRole('heading', { name: 'Why this?' }).waitFor();
  await page().locator('.strip-chart canvas').nth(1).waitFor();
  expect([await overEdge(page()), await unnamed(page())]).toEqual([0, []]);
}, 60_000);

test('the page of a diagnosis draws when, tells it in words, and shows the numbers behind it', async () => {
  if (house === undefined) return;
  const { diagnoses } = await nightjarOf(house).diagnoses.list({ alert });
  watched = await house.page();
  await page().goto(`/diagnoses/${diagnoses[0]?.id}`);
  const when = page().getByRole('region', { name: 'When' });
  await when.locator('.strip-chart canvas').nth(1).waitFor();
  await when.getByText(/^0\.6\s% before it began, 10\s% since/).waitFor();
  const events = await when.locator('.strip-event').allTextContents();
  expect(
    events.map((text) => /It began|The page|v812/.exec(text)?.[0]).filter((it) => it !== undefined),
  ).toEqual(['v812', 'It began', 'The page']);
  const why = page().getByRole('region', { name: 'Why this?' });
  await why.getByRole('row', { name: /In effect, beside when it began/ }).waitFor();
  expect(await why.getByRole('columnheader').nth(1).textContent()).toContain('Deploy pricing v812');
  // From suspect to suspect, and the next key says what one thinks of it.
  await page().keyboard.press('j');
  await page().keyboard.press('Tab');
  const focused = page().locator(':focus');
  while (!/This was it/.test((await focused.textContent()) ?? '')) await page().keyboard.press('Tab');
  await page().keyboard.press('Enter');
  await expect.poll(() => focused.getAttribute('aria-pressed')).toBe('true');
  await page().keyboard.press('Enter');
  await expect.poll(() => focused.getAttribute('aria-pressed')).toBe('false');
  await page().goto(`/diagnoses/${diagnoses[0]?.id}?round=99`);
  await page().getByRole('heading', { name: 'There is no such round' }).waitFor();
  await page().goto('/diagnoses/dgn_nothing');
  await page().getByRole('heading', { name: 'There is no such diagnosis' }).waitFor();
}, 60_000);

test('whoever asks what changed about a service is led to the answer, by one key or by the palette', async () => {
  if (house === undefined) return;
  watched = await house.page();
  await page().goto('/catalog/service/checkout');
  await page().getByRole('button', { name: 'What changed?' }).waitFor();
  await page().keyboard.press('d');
  await page().waitForURL('**/diagnoses/*');
  await page().getByText('Probably the deploy of pricing v812').waitFor();
  const asked = page().url();

  // Of what nothing is measured nobody is named.
  await page().goto('/catalog/service/evil');
  await page().getByRole('button', { name: 'What changed?' }).waitFor();
  await page().keyboard.press('Control+k');
  await page().keyboard.type('what changed');
  await page()
    .getByRole('option', { name: /What changed/ })
    .first()
    .waitFor();
  await page().keyboard.press('Enter');
  await page().getByText('Nothing unusual shows: nobody is named').waitFor();
  await page()
    .getByText(/Done without:/)
    .waitFor();

  await page().keyboard.press('g');
  await page().keyboard.press('w');
  await page().getByRole('heading', { level: 1, name: 'Diagnoses' }).waitFor();
  await page()
    .getByText(/^(?:19|20) more judged cases until these figures say anything/)
    .waitFor();
  const lines = page().locator('.diagnosis-line');
  await expect.poll(() => lines.count()).toBe(3);
  await page().keyboard.press('j');
  await page().keyboard.press('j');
  await page().keyboard.press('Enter');
  await expect.poll(() => page().url()).toBe(asked);
}, 60_000);

test('alerts of one cause are one line that opens', async () => {
  if (house === undefined) return;
  watched = await house.page();
  await page().goto('/alerts');
  const group = page().locator('.alert-group');
  await group.getByText('CheckoutErrors and 1 more').waitFor();
  expect(await page().locator('.alert-line').count()).toBe(1);
  await page().keyboard.press('j');
  await page().keyboard.press('Enter');
  await group.getByRole('link', { name: 'PricingErrors' }).waitFor();
  await group.getByRole('link', { name: 'What broke?' }).click();
  await page().getByText('Probably the deploy of pricing v812').waitFor();
  expect([await overEdge(page()), await unnamed(page())]).toEqual([0, []]);
}, 60_000);
