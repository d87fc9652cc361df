import type { Page } from 'playwright-core';
import type { ServerUnderTest } from '../server/start.ts';
import { slowed } from './slowed.ts';
import { steady } from './steady.ts';

export type Interacted = {
  /** Interaction to Next Paint as web.dev/inp defines it: the slowest interaction, one of each fifty left out. */
  readonly inpMs: number;
  /** The slowest of all, and what it was. */
  readonly slowestMs: number;
  readonly slowest: string;
  readonly interactions: number;
  /** Changes that the server took while the page was used. */
  readonly arrived: number;
  readonly perSecond: number;
};

type Observed = { readonly id: number; readonly ms: number; readonly what: string };

/** Notes what the page's reader waits for; the API rounds to 8 ms and begins at 16 (w3.org/TR/event-timing). */
const observe = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: Observed[] = [];
    Object.assign(globalThis, { seen });
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { interactionId, duration, name, target } = entry as PerformanceEventTiming;
        const on = target instanceof Element ? `${target.tagName.toLowerCase()}.${target.className}` : '';
        if (interactionId) seen.push({ id: interactionId, ms: duration, what: `${name} ${on}` });
      }
    });
    observer.observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
  });

const observed = (page: Page): Promise<Observed[]> =>
  page.evaluate(() => (globalThis as unknown as { seen: Observed[] }).seen);

/** What a reader does, one thing at a time: opens and closes lines, moves by keys, types a filter, lets in what waits. */
const use = async (page: Page, rest: () => Promise<void>): Promise<number> => {
  let done = 0;
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key);
    done += 1;
    await rest();
  };
  for (let round = 0; round < 2; round++) {
    for (const key of ['j', 'j', 'j', 'Enter']) await press(key);
    await press('Escape');
    await page.mouse.click(600, 300);
    done += 1;
    await rest();
    await press('Escape');
    await page.mouse.wheel(0, 1_500);
    await rest();
    const waiting = page.locator('.waiting button');
    if ((await waiting.count()) > 0) {
      await waiting.click();
      done += 1;
      await rest();
    }
    await press('/');
    for (const key of 'env:prod') await press(key);
    for (let n = 0; n < 8; n++) await press('Backspace');
    await press('Escape');
  }
  return done;
};

/** Uses the feed while changes arrive through the server, with a processor `slower` times slower than this one. */
export const interact = async (
  page: Page,
  server: Pick<ServerUnderTest, 'address' | 'token'>,
  { slower = 4, rate = 50 } = {},
): Promise<Interacted> => {
  await page.goto('/');
  await page.locator('.row[data-change]').first().waitFor();
  await observe(page);
  const arriving = steady(server, rate);
  await page.waitForTimeout(1_000);
  const began = performance.now();
  let interactions: number;
  {
    await using _slow = await slowed(page, slower);
    interactions = await use(page, () => page.waitForTimeout(300));
  }
  await page.waitForTimeout(500);
  const seconds = (performance.now() - began) / 1000;
  const arrived = await arriving.end();
  const byId = new Map<number, Observed>();
  for (const it of await observed(page)) if (it.ms >= (byId.get(it.id)?.ms ?? 0)) byId.set(it.id, it);
  const worst = [...byId.values()].sort((a, b) => b.ms - a.ms);
  return {
    inpMs: worst[Math.floor(interactions / 50)]?.ms ?? 0,
    slowestMs: worst[0]?.ms ?? 0,
    slowest: worst[0]?.what ?? 'none took 16 ms',
    interactions,
    arrived,
    perSecond: arrived / (seconds + 1),
  };
};
