import { connect } from '@nightjar/sdk/connect';
import { fields as known } from '@nightjar/server/domains/catalog/search/fields';
import { fields as offered } from '@nightjar/web/catalog/fields';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { noBrowser, type Watched } from '../canned/browser.ts';
import { smallLandscape } from '../canned/landscape.ts';
import { overEdge, unnamed } from '../canned/seen.ts';
import { type SignedIn, signedIn } from '../canned/signed-in.ts';

let house: SignedIn | undefined;
let watched: Watched;
const page = () => watched.page;

beforeAll(async () => {
  if (noBrowser !== null) return;
  house = await signedIn();
  const nightjar = connect({ url: house.address, token: house.token });
  for (const telling of smallLandscape(Date.now())) await nightjar.catalog.describe(telling);
  await nightjar.changes.send({
    key: 'pricing/1',
    kind: 'deploy',
    title: 'Deploy pricing v1',
    services: ['pricing'],
    phase: 'finished',
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

const focused = () => page().evaluate(() => document.activeElement?.getAttribute('data-ref') ?? null);
const asked = (name: string) => new URL(page().url()).searchParams.get(name);

test('by keyboard alone: from the feed to a misspelt service, into its past, back, and through the graph', async () => {
  const keys = page().keyboard;
  await page().goto('/');
  await page().getByRole('link', { name: 'Catalog' }).focus();
  await keys.press('Enter');
  await page().locator('[data-ref="service:default/pricing"]').waitFor();

  await keys.press('/');
  await keys.type('pricng');
  await page().waitForURL(/q=pricng/);
  await page().locator('[data-ref="service:default/checkout"]').waitFor({ state: 'detached' });
  await keys.press('Escape');
  await keys.press('j');
  expect(await focused()).toBe('service:default/pricing');
  await keys.press('Enter');
  await page().getByRole('heading', { name: 'pricing', level: 1 }).waitFor();
  expect(new URL(page().url()).pathname).toBe('/catalog/service/pricing');
  await page().getByRole('link', { name: 'growth on call' }).waitFor();
  await page().getByRole('link', { name: 'Golden signals' }).waitFor();
  await page()
    .getByRole('button', { name: /Deploy pricing v1/ })
    .waitFor();

  const identity = page().getByRole('complementary', { name: 'Identity' });
  await page().getByRole('slider').focus();
  await keys.press('Home');
  await page().getByRole('status').getByText('As of').waitFor();
  await identity.getByRole('link', { name: 'money' }).waitFor();
  await page().getByText('No change had named it until then.').waitFor();
  expect(Date.parse(asked('at') ?? '')).toBeLessThan(Date.now() - 9 * 86_400_000);
  await page().getByRole('slider').focus();
  await keys.press('End');
  await identity.getByRole('link', { name: 'growth' }).waitFor();
  expect(asked('at')).toBeNull();

  await page().getByRole('link', { name: 'History' }).focus();
  await keys.press('Enter');
  await page().locator('.diff').getByText('growth').first().waitFor();
  await page().getByRole('link', { name: 'Graph', exact: true }).last().focus();
  await keys.press('Enter');
  const node = page().locator('.node[data-ref="service:default/pricing"]');
  await node.waitFor();
  await page().locator('.node[tabindex="0"]').focus();
  expect(await focused()).toBe('service:default/pricing');
  await keys.press('ArrowRight');
  expect(await focused()).toBe('resource:default/postgres');
  await keys.press('Enter');
  await page().getByRole('heading', { name: 'postgres' }).waitFor();
  await page().getByRole('button', { name: 'What breaks if it does' }).focus();
  await keys.press('Enter');
  await page().getByText('2 things break').waitFor();
  await page().locator('.node.bad[data-ref="service:default/checkout"]').waitFor();
}, 60_000);

test('by keyboard alone: who may edit settles an owner where it is asked for, and takes it over on its page', async () => {
  const keys = page().keyboard;
  await page().goto('/catalog/attention');
  const open = page().getByRole('button', { name: 'Name the owner of checkout' });
  await open.focus();
  await keys.press('Enter');
  await keys.press('Escape');
  expect(await open.evaluate((it) => it === document.activeElement)).toBe(true);
  await keys.press('Enter');
  const form = page().getByRole('form', { name: 'Owner of checkout' });
  await keys.press('Enter');
  await form.getByRole('alert').getByText('Write a name').waitFor();
  await keys.type('growht');
  await keys.press('Enter');
  await form.getByRole('alert').getByText('The catalog knows no team growht.').waitFor();
  await keys.press('Backspace');
  await keys.press('Backspace');
  await keys.type('th');
  await keys.press('Enter');
  await page().getByRole('status').getByText('growth owns checkout now.').waitFor();
  await open.waitFor({ state: 'detached' });

  await page().goto('/catalog/service/checkout');
  const call = page().getByRole('region', { name: 'Who to call' });
  await call.getByText('growth owns checkout (tier 1).').waitFor();
  const identity = page().getByRole('complementary', { name: 'Identity' });
  await identity.getByRole('button', { name: 'Change the owner of checkout' }).focus();
  await keys.press('Enter');
  await keys.type('money');
  await keys.press('Enter');
  await call.getByText('money owns checkout (tier 1).').waitFor();
  await identity.getByRole('link', { name: 'money' }).waitFor();
  await identity.getByRole('status').getByText('money owns checkout now.').waitFor();
});

test('on a phone the first screen says what it is, who owns it and what changed last', async () => {
  await page().setViewportSize({ width: 360, height: 780 });
  if (house === undefined) return;
  const nightjar = connect({ url: house.address, token: house.token });
  const deploy = {
    kind: 'deploy',
    phase: 'finished',
    title: 'Deploy pricing v812',
    services: ['pricing'],
  } as const;
  const { position } = await nightjar.changes.send({
    ...deploy,
    environment: 'prod',
    previousVersion: 'v811',
    version: 'v812',
  });
  await nightjar.changes.list({ minPos: position });
  await page().goto('/catalog/service/pricing');
  const stands = page().getByRole('list', { name: 'How it stands' });
  const first = [
    page().getByRole('heading', { level: 1, name: 'pricing' }),
    page().getByText('Computes the price of a cart', { exact: true }),
    page().getByText('growth owns pricing'),
    page().getByRole('link', { name: 'growth on call' }),
    stands.getByText('v811 → v812'),
    stands.getByRole('heading', { name: 'Last 24 hours' }),
  ];
  for (const one of first) await one.waitFor();
  const foot = await page().getByRole('navigation', { name: 'Parts of Nightjar' }).boundingBox();
  for (const one of first) {
    const box = await one.boundingBox();
    expect([await one.textContent(), box !== null && box.y + box.height < (foot?.y ?? 0)]).toEqual([
      await one.textContent(),
      true,
    ]);
  }
  const edit = await page().getByRole('button', { name: 'Change the owner of pricing' }).boundingBox();
  expect(edit?.y).toBeGreaterThan(780);
});

test('who may only read is not asked to settle anything', async () => {
  const caller = { subject: 'person:2', name: 'Bo', rights: ['read'] };
  await page().route('**/api/v1/session', (route) => route.fulfill({ json: { caller, firstRun: false } }));
  const told = page().waitForResponse('**/api/v1/session');
  await page().goto('/catalog/service/pricing');
  await page().getByText('growth owns pricing').waitFor();
  await (await told).finished();
  await page().evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  expect(
    await page()
      .getByRole('button', { name: /the owner/ })
      .count(),
  ).toBe(0);
});

/** The screen has what it asked for. */
const settled = () =>
  page().waitForFunction(
    () =>
      document.querySelector('main h1') !== null &&
      document.querySelector('.skeleton, .laying, main [aria-busy=true]') === null,
  );

const screens = [
  '/catalog',
  '/catalog?q=kind:*',
  '/catalog?q=nothing-like-it',
  '/catalog?q=nonsense:x',
  '/catalog/attention',
  '/catalog/service/pricing',
  '/catalog/service/pricing?view=dependencies',
  '/catalog/service/pricing?view=facts',
  '/catalog/service/evil',
  '/catalog/service/evil?view=facts',
  '/catalog/service/evil?view=dependencies',
  '/catalog/service/evil?view=history',
  '/catalog/team/growth',
  '/catalog/service/pricng',
  '/graph',
  '/graph?as=list',
  '/graph?of=service:default/pricing&mode=breaks',
  '/about',
];

test('on a phone no screen hangs over the edge, and every control has a name', async () => {
  await page().setViewportSize({ width: 360, height: 780 });
  for (const path of screens) {
    await page().goto(path);
    await settled();
    expect([path, await overEdge(page())]).toEqual([path, 0]);
    expect([path, await unnamed(page())]).toEqual([path, []]);
  }
}, 60_000);

test('an instant that cannot be read is told, and another is chosen on the reader’s clock', async () => {
  for (const path of ['/catalog', '/catalog/service/pricing', '/graph', '/catalog/attention']) {
    await page().goto(`${path}?at=garbage`);
    await page().getByText('This instant cannot be read: garbage; showing now').waitFor();
    await page().getByRole('link', { name: 'Back to now' }).click();
    await page().waitForURL(`${house?.address}${path}`);
  }
  await page().goto('/catalog?q=pricing');
  await page().getByRole('button', { name: 'Look at it as of another time' }).focus();
  await page().keyboard.press('Enter');
  const form = page().getByRole('form', { name: 'As of' });
  await form.getByLabel('As of').fill('2020-02-03T04:05:06');
  await form.getByLabel('As of').press('Enter');
  await page().getByRole('heading', { name: 'Nothing matches' }).waitFor();
  const wallClock = await page().evaluate(() => Date.parse('2020-02-03T04:05:06'));
  expect([asked('q'), Date.parse(asked('at') ?? '')]).toEqual(['pricing', wallClock]);
  await page().getByRole('button', { name: 'Look at it as of another time' }).click();
  await form.getByRole('button', { name: 'Now' }).click();
  await page().locator('[data-ref="service:default/pricing"]').waitFor();
  expect(asked('at')).toBeNull();
});

test('a change of the catalog leads to the page of what changed', async () => {
  await page().goto('/?q=source:catalog');
  const line = page().locator('.row', { hasText: 'pricing' }).first();
  await line.click();
  await page().locator('.detail').getByRole('link', { name: 'pricing', exact: true }).click();
  await page().getByRole('heading', { name: 'pricing', level: 1 }).waitFor();
});

test('whatever a descriptor says stays text', async () => {
  for (const view of ['', '?view=facts', '?view=dependencies', '?view=history']) {
    await page().goto(`/catalog/service/evil${view}`);
    await page().getByRole('heading', { name: 'evil', level: 1 }).waitFor();
    await settled();
    expect(
      await page().locator('main :is(img, script, b.bold, u, i:not([class]):not(.live > i))').count(),
    ).toBe(0);
  }
});

test('a misspelt address says what is nearest, and leads there', async () => {
  await page().goto('/catalog/service/pricng');
  await page().getByRole('heading', { name: 'There is no pricng' }).waitFor();
  await page().locator('[data-ref="service:default/pricing"]').click();
  await page().getByRole('heading', { name: 'pricing', level: 1 }).waitFor();
});

test('a team that nobody describes leads to what names it, and one that is described to what it owns, in brief', async () => {
  const nightjar = connect({ url: house?.address ?? '', token: house?.token ?? '' });
  const owned = (name: string, owner: string) => ({
    entity: `service:default/${name}`,
    name,
    place: `${name}.yaml`,
    says: { tier: 2, owners: [`team:default/${owner}`] },
  });
  await nightjar.catalog.describe({
    by: 'backstage',
    origin: 'git.example/teams',
    descriptions: [
      owned('haunted', 'ghosts'),
      ...['a', 'b', 'c', 'd', 'e'].map((name) => owned(`money-${name}`, 'money')),
    ],
  });
  await page().goto('/catalog/team/ghosts');
  await page().getByRole('heading', { name: 'Named as the owner of' }).waitFor();
  await page().locator('[data-ref="service:default/haunted"]').waitFor();

  // Nobody says how money is reached: each of its services needs attention.
  await page().goto('/catalog/team/money');
  await page().locator('.owns [data-ref="service:default/money-e"]').waitFor();
  await page().locator('.owns .nudge').nth(2).waitFor();
  expect(await page().locator('.owns .nudge').count()).toBe(3);
  await page().getByRole('link', { name: 'See all that needs attention' }).click();
  await page().locator('.attention .nudge').nth(4).waitFor();
  expect(asked('q')).toBe('owner:money');
}, 60_000);

test('on a phone the tier stands beside the name, on the page of a team as in the list', async () => {
  await page().setViewportSize({ width: 360, height: 780 });
  for (const address of ['/catalog', '/catalog/team/growth']) {
    await page().goto(address);
    const row = page().locator('[data-ref="service:default/pricing"]');
    const [name, tier] = [row.locator('.entity-name bdi'), row.locator('.tier')];
    await tier.waitFor();
    const [left, right] = [await name.boundingBox(), await tier.boundingBox()];
    expect((right?.x ?? 999) - ((left?.x ?? 0) + (left?.width ?? 0))).toBeLessThan(20);
  }
});

test.each([
  ['/catalog/resource/shop/a%2Fb%20c%25d', 'resource:shop/a/b c%d'],
  ['/catalog/service/%C3%BCn%C3%AF?at=2026-01-02', 'service:default/ünï'],
])('%s asks for %s, straight from the address and by a link', async (address, ref) => {
  const asked: string[] = [];
  page().on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname === '/graphql') asked.push(JSON.parse(searchParams.get('variables') ?? '{}').ref);
  });
  const wanted = ref;
  await page().goto(address);
  await page()
    .getByRole('heading', { name: /^There (is|was) no/ })
    .waitFor();
  expect(asked).toContain(wanted);
  expect(page().url()).toBe(house?.address + address);
  await page().goto('/catalog');
  await page().locator('[data-ref]').first().waitFor();
  asked.length = 0;
  await page().evaluate((to) => history.pushState(null, '', to), address);
  await page()
    .getByRole('heading', { name: /^There (is|was) no/ })
    .waitFor();
  expect(asked).toContain(wanted);
});

test.each(['/catalog/service/%E0%A4%A', '/sources/a/b', '/catalog/a/b/c/d', '/constructor'])(
  '%s is nowhere, and says where else to go',
  async (address) => {
    await page().goto('/catalog');
    await page().evaluate((to) => history.pushState(null, '', to), address);
    await page().getByRole('heading', { name: 'There is no such page' }).waitFor();
  },
);

test('a mistyped address is told by a page, with the ways on', async () => {
  const answer = await page().goto('/service');
  expect(answer?.status()).toBe(404);
  await page().getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  await page().getByText('Nothing is at /service.').waitFor();
  expect(await page().title()).toBe('No such page · Nightjar');
  for (const [name, href] of Object.entries({ feed: '/', alerts: '/alerts', catalog: '/catalog' }))
    expect(
      await page()
        .getByRole('main')
        .getByRole('link', { name: `The ${name}` })
        .getAttribute('href'),
    ).toBe(href);
  await page().getByRole('button', { name: 'Search', exact: true }).click();
  await page().getByRole('combobox', { name: 'Search, or do something' }).waitFor();
});

test('what is annotated can be copied in each form', async () => {
  // Which words a form has is the server's to test.
  await page().route('**/annotate?*', (route) => {
    const form = new URL(route.request().url()).searchParams.get('form');
    const lost = form === 'effx' ? ['tags'] : [];
    return route.fulfill({ json: { form, place: `${form}.yaml in the root`, text: `# ${form}`, lost } });
  });
  await page().goto('/catalog/service/pricing');
  await page().getByRole('button', { name: 'Annotate' }).click();
  const dialog = page().getByRole('dialog');
  await dialog.getByText('# backstage').waitFor();
  await dialog.getByRole('radio', { name: 'effx.yaml' }).focus();
  await page().keyboard.press('ArrowRight');
  await dialog.getByText('# kubernetes').waitFor();
  await page().keyboard.press('ArrowLeft');
  await dialog.getByText('This form cannot say: tags.').waitFor();
  await page().keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('every field that the box offers is one that the catalog knows', () => {
  const names = known.fields.map(({ name }) => name);
  expect(offered.filter(({ name }) => !names.includes(name))).toEqual([]);
});
