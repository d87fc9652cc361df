import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noBrowser, type Watched } from '../canned/browser.ts';
import { overEdge, unnamed } from '../canned/seen.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';

let house: SignedIn | undefined;
let watched: Watched;
const page = () => watched.page;
const address = () => house?.address ?? '';

beforeAll(async () => {
  // An Argo CD at which nobody answers.
  if (noBrowser === null)
    house = await signedIn({
      NIGHTJAR_ARGOCD_URL: 'http://127.0.0.1:9/',
      NIGHTJAR_ARGOCD_TOKEN: 'a-token-of-argo-cd',
    });
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

const fixture = new URL(
  '../../packages/server/src/sources/github/fixtures/release.published.json',
  import.meta.url,
);

/** As GitHub delivers: a real POST, signed over its bytes. */
const deliver = (delivery: string, secret: string, more: object = {}): Promise<Response> => {
  const bytes = JSON.stringify({ ...JSON.parse(readFileSync(fixture, 'utf8')), ...more });
  return fetch(`${address()}/hooks/github`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'release',
      'x-github-delivery': delivery,
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(bytes).digest('hex')}`,
    },
    body: bytes,
  });
};

test('a new user connects GitHub: the page waits, says what was wrong, and shows what comes', async () => {
  const main = page().getByRole('main');
  await page().goto('/');
  await page().getByRole('link', { name: 'Sources' }).click();
  await main.getByText('Nothing is connected yet.').waitFor();
  await page().keyboard.press('/');
  await page().keyboard.type('nothing-like-it');
  await main.getByRole('button', { name: 'Show all' }).click();
  await page().keyboard.press('j');
  expect(await page().evaluate(() => document.activeElement?.getAttribute('data-source'))).toBe('github');
  await page().keyboard.press('Enter');
  await main.getByRole('heading', { name: 'GitHub', level: 1 }).waitFor();
  expect(new URL(page().url()).pathname).toBe('/sources/github');
  const steps = main.locator('.vendor-steps');
  await steps.getByText(`${address()}/hooks/github`, { exact: true }).waitFor();

  await main.getByRole('button', { name: 'Make a secret' }).click();
  await main.getByText('Shown this once.').waitFor();
  const secret = (await main.locator('.made-secret pre').textContent()) ?? '';
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  await steps.getByText(secret, { exact: true }).waitFor();
  await main.getByText('Waiting for the first delivery…').waitFor();

  expect((await deliver('d-1', 'another-secret')).status).toBe(401);
  await main.getByRole('status').getByText('its proof was wrong').waitFor();
  await main.getByText('failing').waitFor();

  expect((await deliver('d-2', secret, { token: 'ghp_0123456789abcdefghijABCDEFGHIJ456789' })).status).toBe(
    202,
  );
  await main.getByText('The first delivery has come: release.').waitFor();
  await main.getByText('Waiting for the first delivery…').waitFor({ state: 'detached' });
  await main.getByText('receiving').waitFor();

  await main.locator('[data-delivery]').press('Enter');
  const body = main.locator('.raw pre');
  await body.waitFor();
  expect(await body.textContent()).toMatch(/"token": "\[redacted:/);
  await main.getByText('x-github-event').waitFor();
  await main.getByRole('button', { name: 'Read again' }).click();
  await main.getByRole('status').getByText('It says what it said before: recorded').waitFor();

  await main.getByRole('link', { name: 'The change in the feed' }).click();
  await page().locator('.line.open').getByText('Release').first().waitFor();

  // Seen again, the secret is gone from every page, and the set-up is folded away.
  await page().goto('/sources/github');
  await main.getByText('Address, secret and steps').click();
  await main
    .locator('.known-secrets code')
    .getByText(`…${secret.slice(-4)}`)
    .waitFor();
  expect(await page().content()).not.toContain(secret);
  // Nobody needs to read in the feed that it was connected; who looks for it finds it.
  await page().goto('/?all=1');
  await page().getByRole('main').getByText('Connect GitHub').waitFor();
  await page().goto('/start?with=github');
  await main.getByText('Connect more').waitFor();
  expect(await main.locator('.set-up > li').count()).toBeLessThanOrEqual(4);
}, 60_000);

test('a secret is changed over, and the source disconnected, only after it was asked whether that is meant', async () => {
  const main = page().getByRole('main');
  await page().goto('/sources/github');
  await main.getByText('Address, secret and steps').click();
  await main.getByRole('button', { name: 'Make another secret' }).click();
  await main.locator('.known-secrets li').nth(1).waitFor();
  await main
    .getByRole('button', { name: /^Retire/ })
    .first()
    .click();
  await main.getByText('What still uses it will be refused.').waitFor();
  await main.getByRole('button', { name: 'Keep it' }).click();
  await main
    .getByRole('button', { name: /^Retire/ })
    .first()
    .click();
  await main
    .getByRole('alert')
    .getByRole('button', { name: /^Retire/ })
    .click();
  await main.locator('.known-secrets li').nth(1).waitFor({ state: 'detached' });

  await main.getByRole('button', { name: 'GitHub gives me one' }).click();
  await page().keyboard.type('short');
  await page().keyboard.press('Enter');
  await main.getByRole('alert').getByText('A secret has 8 to 500 characters').waitFor();
  await page().keyboard.type('-is-longer-now-7654');
  await page().keyboard.press('Enter');
  await main.locator('.known-secrets code').getByText('…7654').waitFor();
  expect((await deliver('d-3', 'short-is-longer-now-7654')).status).toBe(202);
}, 60_000);

test('a sender of our own is begun by its name, heard, and leads to its mapping', async () => {
  const main = page().getByRole('main');
  const send = (secret: string) =>
    fetch(`${address()}/hooks/custom/release-bot?key=${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ app: 'pricing', version: 'v812' }),
    });
  await page().goto('/sources');
  const name = main.getByLabel('A sender of your own');
  await name.fill('Release Bot');
  await main.getByRole('button', { name: 'Begin' }).click();
  await main.getByText('"Release Bot" is no such name.').waitFor();
  await name.fill('release-bot');
  await name.press('Enter');
  await main.getByRole('heading', { name: 'release-bot', level: 1 }).waitFor();

  // Whoever begins at the sender's side sees that something arrives.
  expect((await send('made-up')).status).toBe(503);
  await main.getByRole('status').getByText('Something arrives already').waitFor();
  await main.getByRole('button', { name: 'Make a secret' }).click();
  const secret = (await main.locator('.made-secret pre').textContent()) ?? '';
  await main.getByText('Something arrives already').waitFor({ state: 'detached' });
  expect((await send(secret)).status).toBe(202);
  await main.getByText('The first delivery has come: json.').waitFor();

  await main.getByRole('link', { name: 'Write its mapping' }).click();
  await main.getByText('"version": "v812"').waitFor();
  await main.getByRole('link', { name: 'Secret and deliveries' }).click();
  await main.getByText('No mapping is published yet.').first().waitFor();
  await main.getByRole('link', { name: 'Sources' }).click();
  await main.locator('[data-source="custom/release-bot"]').getByText('1 unread').waitFor();
}, 60_000);

test('what nobody could place is counted, and every room of the sources leads back', async () => {
  const main = page().getByRole('main');
  await page().goto('/sources');
  await main.getByRole('link', { name: /^Which service\? \d/ }).click();
  await main.getByRole('heading', { name: 'Which service?' }).waitFor();
  await main.getByRole('link', { name: 'Sources' }).click();
  await main.getByRole('link', { name: 'Who is noisy?' }).click();
  await main.getByRole('heading', { name: 'Who is noisy?' }).waitFor();
  expect(await page().locator('.parts [aria-current]').textContent()).toBe('Sources');
  await main.getByRole('link', { name: 'Sources' }).click();
  await main.locator('[data-source="github"]').click();
  await main.getByRole('heading', { name: 'How noisy it is' }).waitFor();
  await main.getByText('No change came from github in the last 7 days.').waitFor();
});

test('where the sender is asked for what was lost, its page says how that goes', async () => {
  const main = page().getByRole('main');
  await page().goto('/sources/argocd');
  const part = main.getByRole('region', { name: 'Asked for what webhooks lose' });
  await part.getByText('unreachable', { exact: true }).waitFor();
  await part.getByText('It cannot be asked').waitFor();
  await part.getByText('next look').waitFor();
  const told = page().waitForResponse('**/api/v1/reconcilers');
  await page().goto('/sources/github');
  await (await told).finished();
  await main.getByRole('heading', { name: 'GitHub', level: 1 }).waitFor();
  expect(await part.count()).toBe(0);
});

test('who may only read sees how it stands, and is told who can make a secret', async () => {
  const caller = { subject: 'person:2', name: 'Bo', rights: ['read'] };
  await page().route('**/api/v1/session', (route) => route.fulfill({ json: { caller, firstRun: false } }));
  const told = page().waitForResponse('**/api/v1/session');
  const main = page().getByRole('main');
  await page().goto('/sources/github');
  await (await told).finished();
  await main.getByText('Address, secret and steps').click();
  await main.getByText('Only an admin can make or retire secrets.').waitFor();
  await main.locator('[data-delivery]').first().click();
  await main.locator('.raw pre').waitFor();
  expect(await main.getByRole('button', { name: /secret|Read again|Retire/ }).count()).toBe(0);
});

test('on a phone no page of the sources hangs over the edge, and every control has a name', async () => {
  await page().setViewportSize({ width: 360, height: 780 });
  const main = page().getByRole('main');
  for (const path of [
    '/sources',
    '/sources/github',
    '/sources/argocd',
    '/sources/custom%2Frelease-bot',
    '/sources/custom/release-bot',
    '/sources/unmapped',
    '/noise',
    '/sources/nothing-like-it',
    '/start',
    '/start?with=github',
    '/start?with=slack',
    '/start?with=kubernetes',
  ]) {
    await page().goto(path);
    await main.getByRole('heading', { level: 1 }).waitFor();
    await page().locator('.skeleton').waitFor({ state: 'detached' });
    if (path === '/sources/github') {
      await main.getByText('Address, secret and steps').click();
      await main.locator('[data-delivery]').first().click();
      await main.locator('.raw pre').waitFor();
    }
    expect([path, await overEdge(page())]).toEqual([path, 0]);
    expect([path, await unnamed(page())]).toEqual([path, []]);
  }
});
