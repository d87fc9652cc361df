import { useEffect } from 'react';
import type { Answer } from './useAnswer.ts';

/** Asks again so long after each answer, while the page is seen: a slow server is asked less often, never twice at a time. */
export const useOften = <T>(answer: Answer<T>, again: () => void, everyMs: number): void => {
  useEffect(() => {
    if (answer.is === 'awaited') return;
    const timer = setInterval(() => {
      if (document.hidden) return;
      clearInterval(timer);
      again();
    }, everyMs);
    return () => clearInterval(timer);
  }, [answer, again, everyMs]);
};
