import { median } from 'simple-statistics';
import type { Deviation } from './deviation.ts';
import type { Seen } from './features.ts';
import { rounded } from './round.ts';
import { natureOf } from './signal.ts';
import { pointsIn, type Span } from './span.ts';

/** What a series was and what it became: the median before, and the middle of its worse half since. */
export const seenIn = ({ track, baseline }: Deviation, span: Span): Seen | null => {
  const values = pointsIn(track.values, span);
  if (values.length === 0) return null;
  const { bad } = natureOf(track.kind);
  const away = (value: number): number => (bad === 0 ? Math.abs(value - baseline.recent) : bad * value);
  const worse = values.sort((a, b) => away(b) - away(a)).slice(0, Math.ceil(values.length / 2));
  return {
    signal: track.signal,
    stat: track.stat,
    before: rounded(baseline.recent),
    after: rounded(median(worse)),
  };
};
