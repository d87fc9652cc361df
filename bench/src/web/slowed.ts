import type { Page } from 'playwright-core';

/** Slows the processor of a page down, by the DevTools protocol (Emulation.setCPUThrottlingRate), until it is disposed of. */
export const slowed = async (page: Page, times: number): Promise<AsyncDisposable> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: times });
  return {
    [Symbol.asyncDispose]: async () => {
      await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
      await session.detach();
    },
  };
};

export type Work = { readonly taskMs: number; readonly scriptMs: number; readonly layoutMs: number };

/**
 * What the main thread of a page does while `work` runs, in milliseconds of the processor's time: unlike frames a second, it
 * says the same while other programs want the processor. Throttling is not in it.
 */
export const workOf = async <T>(
  page: Page,
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly work: Work }> => {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => 1000 * (metrics.find((it) => it.name === name)?.value ?? Number.NaN);
    return {
      taskMs: of('TaskDuration'),
      scriptMs: of('ScriptDuration'),
      layoutMs: of('LayoutDuration') + of('RecalcStyleDuration'),
    };
  };
  const before = await now();
  const value = await work();
  const after = await now();
  await session.send('Performance.disable');
  await session.detach();
  return {
    value,
    work: {
      taskMs: after.taskMs - before.taskMs,
      scriptMs: after.scriptMs - before.scriptMs,
      layoutMs: after.layoutMs - before.layoutMs,
    },
  };
};
