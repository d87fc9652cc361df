import { useEffect, useReducer, useRef, useState } from 'react';
import { type Trouble, troubleFrom } from './trouble.ts';

/** What the server said to a question; `before` is what it said to the question before, to be shown dimmed meanwhile. */
export type Answer<T> =
  | { readonly is: 'awaited'; readonly before: T | null }
  | { readonly is: 'here'; readonly value: T }
  | { readonly is: 'trouble'; readonly trouble: Trouble; readonly before: T | null };

export type Asked<T> = { readonly answer: Answer<T>; readonly again: () => void };

/** What may be shown of it: the answer, or the one before. */
export const shown = <T>(answer: Answer<T>): T | null =>
  answer.is === 'here' ? answer.value : answer.before;

/** So often, and whenever the page is seen again, what may have changed is asked anew. */
const everyMs = 60_000;

/**
 * Asks whenever `key` changes; null asks nothing. `lasting` is for what cannot change any more: the past.
 */
export const useAnswer = <T>(
  key: string | null,
  ask: (signal: AbortSignal) => Promise<T>,
  lasting = false,
): Asked<T> => {
  const [answer, setAnswer] = useState<Answer<T>>({ is: 'awaited', before: null });
  const [round, again] = useReducer((n: number) => n + 1, 0);
  const askNow = useRef(ask);
  askNow.current = ask;
  const asked = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    // The same question again is asked silently: what is shown is not known to be wrong.
    const silent = asked.current === key;
    asked.current = key;
    setAnswer((now) => (silent && now.is === 'here' ? now : { is: 'awaited', before: shown(now) }));
    askNow.current(stop.signal).then(
      (value) => setAnswer({ is: 'here', value }),
      (error: unknown) => {
        if (stop.signal.aborted) return;
        setAnswer((now) => ({ is: 'trouble', trouble: troubleFrom(error), before: shown(now) }));
      },
    );
    return () => stop.abort();
  }, [key, round]);

  useEffect(() => {
    if (lasting || key === null) return;
    const renew = (): void => {
      if (!document.hidden) again();
    };
    const timer = setInterval(renew, everyMs);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [lasting, key]);

  return { answer, again };
};
