import { setTimeout as sleep } from 'node:timers/promises';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import type { ServerUnderTest } from '../server/start.ts';

/** Debian's: `apt-get install chromium`. Root has no sandbox in it; what is opened here is our own. */
export const openChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

/** A server builds its pages as it starts (with `BENCH_PAGES=1`); answers once it gives them out. */
export const pagesReady = async ({ address }: Pick<ServerUnderTest, 'address'>): Promise<void> => {
  for (let tries = 0; tries < 20; tries++) {
    if ((await fetch(address)).ok) return;
    await sleep(1_000);
  }
  throw new Error('The server gives no pages out.');
};

/** A browser that knows nothing yet, and whose every request carries the token: nothing of a sign-in is in the figures. */
export const visitor = (
  browser: Browser,
  { address, token }: Pick<ServerUnderTest, 'address' | 'token'>,
  viewport = { width: 1360, height: 860 },
): Promise<BrowserContext> =>
  browser.newContext({
    viewport,
    baseURL: address,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
