import { useEffect, useReducer } from 'react';
import { nightjar } from '../../nightjar.ts';
import { troubleFrom } from '../../ui/trouble.ts';
import { type Asking, heardSo } from './found.ts';

/** Who types goes on typing: a letter is asked for when no other follows at once. */
const pauseMs = 120;
const slowMs = 1_200;

/** Asks the server for what is typed, and gives up on what was typed before. */
export const useFound = (typed: string): Asking => {
  const [asking, tell] = useReducer(heardSo, { is: 'nothing asked' });
  useEffect(() => {
    tell({ is: 'typed', typed });
    if (typed === '') return;
    const stop = new AbortController();
    const ask = (): void => {
      nightjar.search(typed, { signal: stop.signal }).then(
        (answer) => tell({ is: 'answered', typed, answer }),
        (error: unknown) => {
          if (!stop.signal.aborted) tell({ is: 'failed', typed, trouble: troubleFrom(error) });
        },
      );
    };
    const timer = setTimeout(ask, pauseMs);
    const slow = setTimeout(() => tell({ is: 'slow', typed }), slowMs);
    return () => {
      clearTimeout(timer);
      clearTimeout(slow);
      stop.abort();
    };
  }, [typed]);
  return asking;
};
