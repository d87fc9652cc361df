import type { Browser, Page } from 'playwright-core';
import type { ServerUnderTest } from '../server/start.ts';
import { slowed } from './slowed.ts';
import { visitor } from './visitor.ts';

export type Cold = {
  /** From the start of the navigation, in ms: first and largest contentful paint, and what the largest was. */
  readonly fcpMs: number;
  readonly lcpMs: number;
  readonly largest: string;
  /** When the first line stood on the screen: the largest paint may be a word of the frame around the lines. */
  readonly shownMs: number;
  /** Cumulative Layout Shift as web.dev/cls defines it: the worst five seconds. */
  readonly cls: number;
  /** What moved most. */
  readonly moved: string;
  /** Compressed, as they came: all scripts that the feed has loaded when it rests. */
  readonly scriptKiB: number;
  readonly requests: number;
};

type Notes = {
  shown: number;
  lcp: number;
  largest: string;
  cls: number;
  moved: string;
};

/** Of the Layout Instability API (wicg.github.io/layout-instability), which TypeScript has no types for. */
type Shift = PerformanceEntry & {
  readonly value: number;
  readonly hadRecentInput: boolean;
  readonly sources: readonly { readonly node: Node | null }[];
};

/** Runs in the page before anything of its own. */
const note = (shows: string): void => {
  const notes: Notes = { shown: 0, lcp: 0, largest: '', cls: 0, moved: '' };
  Object.assign(globalThis, { notes });
  const called = (node: Node | null | undefined): string =>
    node instanceof Element ? `${node.tagName.toLowerCase()}.${node.className}` : String(node?.nodeName);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as LargestContentfulPaint[])
      Object.assign(notes, {
        lcp: entry.startTime,
        largest: `${called(entry.element)} of ${entry.size} px²`,
      });
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  const waiting = new MutationObserver(() => {
    if (document.querySelector(shows) === null) return;
    waiting.disconnect();
    // The next frame but one begins when this one has been painted.
    requestAnimationFrame(() => requestAnimationFrame((at) => Object.assign(notes, { shown: at })));
  });
  waiting.observe(document, { childList: true, subtree: true });
  let [session, began, last] = [0, 0, 0];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as Shift[]) {
      if (entry.hadRecentInput) continue;
      const goesOn = entry.startTime - last < 1_000 && entry.startTime - began < 5_000;
      session = goesOn ? session + entry.value : entry.value;
      if (!goesOn) began = entry.startTime;
      last = entry.startTime;
      if (session > notes.cls)
        Object.assign(notes, {
          cls: session,
          moved: entry.sources.map(({ node }) => called(node)).join(' '),
        });
    }
  }).observe({ type: 'layout-shift', buffered: true });
};

const read = (page: Page) =>
  page.evaluate(() => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return {
      ...(globalThis as unknown as { notes: Notes }).notes,
      fcp: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      scripts: files
        .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
        .reduce((sum, it) => sum + it.encodedBodySize, 0),
      requests: files.length,
    };
  });

/** Opens an address in a browser that has nothing of it, with a processor `slower` times slower than this one. */
export const openCold = async (
  browser: Browser,
  server: Pick<ServerUnderTest, 'address' | 'token'>,
  {
    slower = 4,
    path = '/',
    shows = '.row[data-change]',
    restMs = 2_500,
    viewport = undefined as { readonly width: number; readonly height: number } | undefined,
  } = {},
): Promise<Cold> => {
  const context = await visitor(browser, server, viewport);
  try {
    const page = await context.newPage();
    await page.addInitScript(note, shows);
    await using _slow = await slowed(page, slower);
    await page.goto(path);
    await page.locator(shows).first().waitFor();
    await page.waitForTimeout(restMs);
    const { fcp, lcp, shown, largest, cls, moved, scripts, requests } = await read(page);
    return {
      fcpMs: fcp,
      lcpMs: lcp,
      shownMs: shown,
      largest,
      cls,
      moved,
      scriptKiB: scripts / 1024,
      requests,
    };
  } finally {
    await context.close();
  }
};
