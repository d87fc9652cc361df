import { UnreachableError } from '@nightjar/sdk/failure';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
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
/** A server that cannot be reached is back any moment. */
const unreachableMs = 5_000;

/** What is asked: a word for the question, and what it is asked about. The same key is the same answer on every screen. */
export type Question = readonly [what: string, ...about: readonly unknown[]];

/**
 * When it is asked again: what may have changed, often; the past, once a screen; what is edited, once and never from memory; what is
 * waited for, so many milliseconds after the last answer, while the page is seen: a slow server is never asked twice at a time.
 */
type Renewal<T> = 'often' | 'once' | 'to be edited' | ((last: T | undefined) => number);

/**
 * Asks whenever the question changes; null asks nothing. The same question again is asked silently: what is shown is not known to be
 * wrong.
 */
export const useAnswer = <T>(
  question: Question | null,
  ask: (signal: AbortSignal) => Promise<T>,
  renewal: Renewal<T> = 'often',
): Asked<T> => {
  const { data, error, refetch } = useQuery({
    queryKey: question ?? ['nothing'],
    queryFn: ({ signal }) => ask(signal),
    enabled: question !== null,
    refetchOnWindowFocus: renewal === 'often' || typeof renewal === 'function',
    refetchInterval: ({ state }) => {
      if (typeof renewal === 'function') return renewal(state.data);
      return state.error instanceof UnreachableError ? unreachableMs : renewal === 'often' ? everyMs : false;
    },
    ...(renewal === 'to be edited' ? { gcTime: 0 } : {}),
  });
  const before = useRef<T | null>(null);
  if (data !== undefined) before.current = data;
  const again = (): void => void refetch();
  if (error !== null)
    return { answer: { is: 'trouble', trouble: troubleFrom(error), before: before.current }, again };
  return {
    answer: data === undefined ? { is: 'awaited', before: before.current } : { is: 'here', value: data },
    again,
  };
};
