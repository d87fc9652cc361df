import type { Reader } from '@nightjar/kernel/projection/reader';
import { density } from '@nightjar/server/domains/feed/density/queries';
import { median, milliseconds, percentile } from '../measure.ts';

const day = 86_400_000;
const end = Date.UTC(2026, 0, 1);
const now = new Date(end);
const samples = 60;

/** A chart of a hundred bars: what is counted by quarters of an hour, and what must be looked at. */
const charts = [
  ['chartOfAllP99Ms', 'a chart of all changes of two years', '', 730],
  ['chartOfMonthP99Ms', 'a chart of all changes of a month', '', 30],
  ['chartOfProdP99Ms', 'a chart of production, a month', 'env:prod kind:deploy', 30],
  ['chartOfWordP99Ms', 'a chart of a common word, a month', 'tenth', 30],
  ['chartOfServiceP99Ms', 'a chart of the greatest service, a month', 'service:service-0000', 30],
] as const;

/** How long the counts for a chart take, over windows that end on different days. */
export const measureCharts = async (
  reader: Reader,
  say: (line: string) => void,
): Promise<Record<string, number>> => {
  const figures: Record<string, number> = {};
  for (const [figure, name, query, days] of charts) {
    const times: number[] = [];
    for (let n = -6; n < samples; n++) {
      const to = end - (days > 365 ? 0 : (Math.abs(n) % 60) * day);
      const wish = { query, view: 'all', from: to - days * day, to, buckets: 100, now } as const;
      const ms = await milliseconds(() => density(reader, wish));
      if (n >= 0) times.push(ms);
    }
    figures[figure] = Number(percentile(times, 99).toFixed(1));
    say(
      `${name.padEnd(46)} p50 ${median(times).toFixed(1).padStart(7)} ms  p99 ${String(figures[figure]).padStart(7)} ms`,
    );
  }
  return figures;
};
