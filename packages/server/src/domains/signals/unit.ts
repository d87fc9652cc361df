import type { Kind } from './series.ts';

/** Milliseconds. */
const times: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  min: 60_000,
  h: 3_600_000,
};

/** In which unit values are kept, and what makes them so: times in milliseconds, others as they come, counters a minute. */
export const unitOf = (
  signal: string,
  unit: string | undefined,
  kind: Kind,
): { readonly unit: string; readonly factor: number } => {
  const said = unit?.trim() ?? '';
  // Nobody measures latency in anything else; without a word milliseconds are meant.
  const given = said === '' && signal === 'latency' ? 'ms' : said;
  const time = Object.hasOwn(times, given) ? times[given] : undefined;
  const kept = time === undefined ? given : 'ms';
  return { unit: kind === 'counter' ? `${kept}/min` : kept, factor: time ?? 1 };
};
