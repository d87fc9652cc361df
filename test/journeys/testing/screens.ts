import type { Page } from 'playwright-core';

/** A screen in one of its states, and how one comes there. */
export type Shown = {
  readonly name: string;
  readonly path: string;
  /** Stands on the screen once it is there. */
  readonly shows: string;
  /** Who sees it; Ana, the admin, where nothing is said. */
  readonly by?: 'nobody';
  /** Whether anything has been told to Nightjar yet; yes, where nothing is said. */
  readonly over?: 'nothing';
  /** What is done there before it is looked at. */
  readonly next?: (page: Page) => Promise<unknown>;
};

const key =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const one of keys) await page.keyboard.press(one);
  };

/** Every screen in its states. A new screen is a line here, and is looked at by axe from then on, on desk and phone, light and dark. */
export const screens: readonly Shown[] = [
  { name: 'the feed with nothing in it', path: '/', shows: 'h1', over: 'nothing' },
  { name: 'the catalog with nothing in it', path: '/catalog', shows: 'h1', over: 'nothing' },
  { name: 'the graph of nothing', path: '/graph', shows: 'main h1, main h2', over: 'nothing' },
  { name: 'sources of which none is connected', path: '/sources', shows: '[data-source]', over: 'nothing' },
  { name: 'alerts of which none fires', path: '/alerts', shows: 'main :is(h1, h2)', over: 'nothing' },
  { name: 'diagnoses of which there is none', path: '/diagnoses', shows: '.notice', over: 'nothing' },
  { name: 'the way to a first event', path: '/start', shows: 'h1', over: 'nothing' },
  { name: 'sign-in', path: '/sign-in', shows: 'form', by: 'nobody' },
  {
    name: 'sign-in, refused',
    path: '/sign-in',
    shows: 'form',
    by: 'nobody',
    next: async (page) => {
      await page.getByLabel('Name').fill('ana');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'welcome', path: '/welcome', shows: 'form', by: 'nobody' },
  { name: 'the feed', path: '/', shows: '.row[data-change]' },
  {
    name: 'a line of the feed, open',
    path: '/',
    shows: '.row[data-change]',
    next: async (page) => {
      await key('j', 'Enter')(page);
      await page.locator('.timeline li').first().waitFor();
    },
  },
  { name: 'every change of the feed', path: '/?all=1', shows: '.row[data-change]' },
  { name: 'a filter with a mistake', path: '/?q=servce%3Apricing', shows: '[role=alert]' },
  { name: 'a filter that nothing meets', path: '/?q=service%3Anowhere', shows: '.notice' },
  {
    name: 'the filter, asked what can be written',
    path: '/',
    shows: '.row[data-change]',
    next: async (page) => {
      await key('/')(page);
      await page.keyboard.type('se');
      await page.getByRole('option').first().waitFor();
      await page.waitForURL(/q=se/);
    },
  },
  { name: 'the catalog', path: '/catalog', shows: '[data-ref]' },
  { name: 'what needs attention', path: '/catalog/attention', shows: 'main li' },
  { name: 'a service', path: '/catalog/service/checkout', shows: '.row[data-change]' },
  { name: 'a service whose words are hostile', path: '/catalog/service/evil', shows: 'h1' },
  { name: 'the dependencies of a service', path: '/catalog/service/checkout?view=dependencies', shows: 'h1' },
  { name: 'the history of a service', path: '/catalog/service/pricing?view=history', shows: 'h1' },
  { name: 'a team', path: '/catalog/team/money', shows: 'h1' },
  { name: 'a team that there is not, and what is nearest', path: '/catalog/team/checkout', shows: 'h1' },
  { name: 'a person', path: '/catalog/person/ana', shows: 'h1' },
  { name: 'a service that there is not', path: '/catalog/service/nobody-knows', shows: 'main h1' },
  { name: 'the graph', path: '/graph', shows: '.node' },
  { name: 'the graph around a service', path: '/graph?of=service:default/checkout', shows: '.node' },
  { name: 'sources', path: '/sources', shows: '[data-source]' },
  { name: 'one source', path: '/sources/github', shows: 'h1' },
  { name: 'a source that there is not', path: '/sources/nothing', shows: 'h1' },
  { name: 'what nobody could map', path: '/sources/unmapped', shows: 'h1' },
  { name: 'the editor of a sender of one’s own', path: '/sources/custom/release-bot', shows: 'h1' },
  { name: 'alerts', path: '/alerts', shows: '.alert-line' },
  {
    name: 'alerts of one cause, open',
    path: '/alerts',
    shows: '.alert-group',
    next: async (page) => {
      await page.locator('.alert-group .opens').click();
      await page.locator('.alert-members .alert-line').first().waitFor();
    },
  },
  {
    name: 'an alert',
    path: '/alerts',
    shows: '.alert-line',
    next: async (page) => {
      await page.locator('.alert-group .opens').click();
      await page.getByRole('link', { name: 'CheckoutSlow' }).click();
      await page.getByRole('heading', { name: 'CheckoutSlow', level: 1 }).waitFor();
    },
  },
  {
    name: 'a diagnosis',
    path: '/catalog/service/checkout',
    shows: '.what-changed',
    next: async (page) => {
      await page.getByRole('button', { name: 'What changed?' }).click();
      await page.locator('.verdict').waitFor();
      await page.locator('.strip-events li').first().waitFor();
    },
  },
  { name: 'a diagnosis that there is not', path: '/diagnoses/dgn_nothing', shows: 'h1' },
  { name: 'diagnoses', path: '/diagnoses', shows: '.figures' },
  {
    name: 'the palette, with something typed',
    path: '/',
    shows: '.row[data-change]',
    next: async (page) => {
      await key('Control+k')(page);
      await page.keyboard.type('check');
      await page
        .getByRole('option', { name: /checkout/ })
        .first()
        .waitFor();
    },
  },
  {
    name: 'the sheet of keys',
    path: '/',
    shows: '.row[data-change]',
    next: async (page) => {
      await key('?')(page);
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'the menu',
    path: '/',
    shows: '.row[data-change]',
    next: async (page) => {
      await page.getByRole('button', { name: 'Menu' }).click();
      await page.getByText('Sign out').waitFor();
    },
  },
  {
    name: 'a view that is saved without a name',
    path: '/?q=service%3Apricing',
    shows: '.row[data-change]',
    next: async (page) => {
      await page.getByRole('button', { name: 'Saved views' }).click();
      await page.getByRole('button', { name: 'Save this view…' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'what to paste to keep a service beside its code',
    path: '/catalog/service/checkout',
    shows: 'h1',
    next: async (page) => {
      await page.getByRole('button', { name: 'Annotate' }).click();
      await page.locator('.annotate .paste').waitFor();
    },
  },
  {
    name: 'the owner of a service, being written',
    path: '/catalog/service/checkout',
    shows: 'h1',
    next: async (page) => {
      await page.getByRole('button', { name: /owner of checkout/ }).click();
      await page.getByLabel('Owner', { exact: true }).waitFor();
    },
  },
  {
    name: 'the feed as of another time, being chosen',
    path: '/',
    shows: '.row[data-change]',
    next: async (page) => {
      await page.getByRole('button', { name: /as of another time/i }).click();
      await page.locator('.as-of-picker').waitFor();
    },
  },
  { name: 'the feed as of another time', path: '/?at=2026-01-01T00:00:00.000Z', shows: '.as-of-banner' },
  { name: 'the feed, compared', path: '/?compare=-7d', shows: '.compare' },
  { name: 'an alert that there is not', path: '/alerts/alr_nothing', shows: 'h1' },
  { name: 'noise', path: '/noise', shows: 'h1' },
  { name: 'about', path: '/about', shows: 'h1' },
  { name: 'the gallery', path: '/gallery', shows: 'h1' },
  { name: 'nowhere', path: '/sources/nothing/at/all', shows: 'h1' },
  {
    name: 'the feed of a server in trouble',
    path: '/catalog',
    shows: '[data-ref]',
    next: async (page) => {
      await page.route('**/api/v1/changes**', (route) =>
        route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: '{"title":"Internal","status":500}',
        }),
      );
      await page.getByRole('link', { name: 'Feed', exact: true }).click();
      await page.getByRole('button', { name: /again/i }).first().waitFor();
    },
  },
  {
    name: 'the feed without a server',
    path: '/catalog',
    shows: '[data-ref]',
    next: async (page) => {
      await page.route('**/api/**', (route) => route.abort());
      await page.getByRole('link', { name: 'Feed', exact: true }).click();
      await page.getByText('Nightjar does not answer').first().waitFor();
    },
  },
];
