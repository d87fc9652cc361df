import type { Density, View } from '@nightjar/sdk/wire';
import { useEffect, useRef } from 'react';
import { nightjar } from '../../nightjar.ts';
import { type Asked, type Question, useAnswer } from '../../ui/useAnswer.ts';
import { lately, waitFor } from './pace.ts';
import type { Span } from './span.ts';

/** `lines` is another object whenever they were drawn anew; `aside`: what is heard waits until the reader's hands are still. */
export type Heard = { readonly lines: unknown; readonly aside: boolean };

/** What was counted of a span, kept up with what is heard; `buckets` null: not yet. */
export const useDensity = (
  q: string,
  view: View,
  { from, to, live }: Span,
  buckets: number | null,
  { lines, aside }: Heard,
): Asked<Density> => {
  const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const key: Question | null =
    buckets === null ? null : ['density', q, view, window.from, window.to, buckets];
  const asked = useAnswer(key, (signal) =>
    nightjar.changes.density({ q, view, ...window, buckets: buckets ?? 0, signal }),
  );
  const again = useRef(asked.again);
  again.current = asked.again;
  const held = useRef(aside);
  held.current = aside;
  const pace = useRef({ lines, drawn: [] as readonly number[], asked: [Date.now()] as readonly number[] });

  useEffect(() => {
    if (!live || lines === pace.current.lines) return;
    const now = Date.now();
    const { drawn, asked } = pace.current;
    const next = { lines, drawn: lately([...drawn, now], now), asked: lately(asked, now) };
    pace.current = next;
    const timer = setTimeout(
      () => {
        pace.current = { ...pace.current, asked: [...pace.current.asked, Date.now()] };
        again.current();
      },
      waitFor({ ...next, aside: held.current }, now),
    );
    return () => clearTimeout(timer);
  }, [lines, live]);
  return asked;
};
