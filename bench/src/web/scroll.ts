import type { Page } from 'playwright-core';
import { percentile } from '../measure.ts';
import { slowed, workOf } from './slowed.ts';

export type Scrolled = {
  /** Lines that were scrolled past, of all that the page had loaded. */
  readonly lines: number;
  /** Frames drawn, by the second: the mean, and the second with the fewest. */
  readonly framesPerSecond: number;
  readonly worstSecond: number;
  /** Between two frames, in milliseconds. */
  readonly frameP95Ms: number;
  readonly frameP99Ms: number;
  readonly longestFrameMs: number;
  /** Of frames that took longer than 50 ms (Long Animation Frames API: w3c.github.io/long-animation-frames). */
  readonly longFrames: number;
  /** Elements in the document: the most that were seen while it was scrolled. */
  readonly elements: number;
  /** Processor time of the main thread for one frame, as if nothing had slowed it down, and what of it is script. */
  readonly taskMsAFrame: number;
  readonly scriptMsAFrame: number;
  /** Share of frames in which a part of the list on the screen was empty, 0 to 1. */
  readonly emptyFrames: number;
};

/** Scrolls to the end again and again, until the page holds so many lines; answers how many it holds. */
export const loadLines = async (page: Page, lines: number, say: (line: string) => void): Promise<number> => {
  for (let told = 0; ; ) {
    const { held, end } = await page.evaluate(async () => {
      for (let times = 0; times < 40; times++) {
        scrollTo(0, document.documentElement.scrollHeight);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      const line = document.querySelector<HTMLElement>('.line')?.offsetHeight ?? 35;
      return {
        held: Math.floor((document.querySelector<HTMLElement>('.lines')?.offsetHeight ?? 0) / line),
        end: document.querySelector('.end')?.textContent?.includes('beginning') === true,
      };
    });
    if (held >= told + 20_000) {
      told = held;
      say(`the page holds ${held} lines`);
    }
    if (held >= lines || end) return held;
  }
};

type Seen = { readonly at: number; readonly elements: number; readonly empty: boolean };

/** Scrolls evenly from the top to the end, at so many px a frame of 60 a second, as fast as the page draws frames. */
const scrolling = (page: Page, pxPerSecond: number, seconds: number) =>
  page.evaluate(
    async ({ pxPerSecond, seconds }) => {
      const seen: { at: number; elements: number; empty: boolean }[] = [];
      let long = 0;
      const observer = new PerformanceObserver((list) => {
        long += list.getEntries().length;
      });
      observer.observe({ type: 'long-animation-frame' });
      // At the very top the page lets new lines in, and begins anew with those: who scrolls has left it.
      const start = 600;
      const end = Math.min(document.documentElement.scrollHeight - innerHeight, pxPerSecond * seconds);
      const began = performance.now();
      const isEmpty = () =>
        document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('.line, h2') === null;
      await new Promise<void>((resolve) => {
        const frame = (at: number): void => {
          const top = start + ((at - began) / 1000) * pxPerSecond;
          // What the frame before has left on the screen.
          seen.push({ at, elements: document.getElementsByTagName('*').length, empty: isEmpty() });
          if (top < end) {
            scrollTo(0, Math.max(start, top));
            requestAnimationFrame(frame);
          } else resolve();
        };
        requestAnimationFrame(frame);
      });
      observer.disconnect();
      return { seen, long, px: end };
    },
    { pxPerSecond, seconds },
  );

const bySecond = (seen: readonly Seen[]): readonly number[] => {
  const began = seen[0]?.at ?? 0;
  const counts: number[] = [];
  for (const { at } of seen) {
    const second = Math.floor((at - began) / 1000);
    counts[second] = (counts[second] ?? 0) + 1;
  }
  // The last second is not a whole one.
  return counts.slice(0, -1).map((count = 0) => count);
};

/** Scrolls through a page that holds its lines, with a processor `slower` times slower than this one. */
export const scrollLines = async (
  page: Page,
  { slower = 4, pxPerSecond = 10_000, seconds = 15 } = {},
): Promise<Scrolled> => {
  await page.evaluate(() => scrollTo(0, 600));
  await page.waitForTimeout(500);
  await using _slow = await slowed(page, slower);
  const { value, work } = await workOf(page, () => scrolling(page, pxPerSecond, seconds));
  const { seen, long, px } = value;
  const frames = seen.slice(1).map(({ at }, index) => at - (seen[index]?.at ?? at));
  const lineHeight = await page.evaluate(
    () => document.querySelector<HTMLElement>('.line')?.offsetHeight ?? 35,
  );
  return {
    lines: Math.round(px / lineHeight),
    framesPerSecond: 1000 / (frames.reduce((sum, ms) => sum + ms, 0) / frames.length),
    worstSecond: Math.min(...bySecond(seen)),
    frameP95Ms: percentile(frames, 95),
    frameP99Ms: percentile(frames, 99),
    longestFrameMs: Math.max(...frames),
    longFrames: long,
    elements: Math.max(...seen.map(({ elements }) => elements)),
    taskMsAFrame: work.taskMs / seen.length,
    scriptMsAFrame: work.scriptMs / seen.length,
    emptyFrames: seen.filter(({ empty }) => empty).length / seen.length,
  };
};
