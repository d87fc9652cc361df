import type { Density, View } from '@nightjar/sdk/wire';
import { useEffect, useRef } from 'react';
import { nightjar } from '../../nightjar.ts';
import { type Asked, type Question, useAnswer } from '../../ui/useAnswer.ts';
import type { Span } from './span.ts';

/** However much happens, the strip asks no oftener. */
const everyMs = 10_000;

/** What was counted of a span; `buckets` null: not yet. `heard` is another object whenever the feed has heard of something. */
export const useDensity = (
  q: string,
  view: View,
  { from, to, live }: Span,
  buckets: number | null,
  heard: unknown,
): Asked<Density> => {
  const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const key: Question | null =
    buckets === null ? null : ['density', q, view, window.from, window.to, buckets];
  const asked = useAnswer(key, (signal) =>
    nightjar.changes.density({ q, view, ...window, buckets: buckets ?? 0, signal }),
  );
  const again = useRef(asked.again);
  again.current = asked.again;
  const last = useRef({ heard, at: Date.now() });

  useEffect(() => {
    if (!live || heard === last.current.heard) return;
    const wait = Math.max(0, last.current.at + everyMs - Date.now());
    const timer = setTimeout(() => {
      last.current = { heard, at: Date.now() };
      again.current();
    }, wait);
    return () => clearTimeout(timer);
  }, [heard, live]);
  return asked;
};
