import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** Debian's: `apt-get install chromium`. */
const path = '/usr/bin/chromium';

/** Why there can be no test with a browser here; null where there can. */
export const noBrowser: string | null = existsSync(path)
  ? null
  : `There is no ${path}: apt-get install chromium.`;

export const openBrowser = (...more: readonly string[]): Promise<Browser> =>
  // Root has no sandbox in Chromium; what is opened here is our own.
  chromium.launch({ executablePath: path, args: ['--no-sandbox', ...more] });

/** A small phone, held in one hand. */
export const phone = {
  viewport: { width: 360, height: 780 },
  hasTouch: true,
  isMobile: true,
} satisfies BrowserContextOptions;

export type Watched = {
  readonly page: Page;
  /** What a reader must never be the cause of: errors, broken policy, requests to other hosts. */
  readonly amiss: string[];
};

/** A page of its own, which notes whatever goes amiss in it. */
export const watchedPage = async (
  browser: Browser,
  origin: string,
  viewport = { width: 1360, height: 860 },
  more: BrowserContextOptions = {},
): Promise<Watched> => {
  const context = await browser.newContext({ viewport, baseURL: origin, reducedMotion: 'reduce', ...more });
  const page = await context.newPage();
  const amiss: string[] = [];
  page.on('pageerror', (error) => amiss.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => amiss.push(`dialog: ${dialog.message()}`));
  page.on('console', (message) => {
    // The browser notes each answer of 400 and more by itself, and that there was none; those are expected.
    if (message.type() === 'error' && !/^(?:Failed to load resource|The FetchEvent for)/.test(message.text()))
      amiss.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin)) amiss.push(`request: ${request.url()}`);
  });
  return { page, amiss };
};
