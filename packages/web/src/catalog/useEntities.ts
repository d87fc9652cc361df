import { useCallback, useEffect, useReducer, useRef } from 'react';
import { nightjar } from '../nightjar.ts';
import { whenBack } from '../offline/reached.ts';
import { troubleFrom } from '../ui/trouble.ts';
import { type Entities, entitiesAfter, noEntities } from './entities.ts';

const pageSize = 60;

export type EntitiesInHand = {
  readonly list: Entities;
  readonly more: () => void;
  readonly again: () => void;
};

/** What matches `q` as of `at`, a page at a time. */
export const useEntities = (q: string, at: string | null): EntitiesInHand => {
  const key = JSON.stringify([q, at]);
  const [list, tell] = useReducer(entitiesAfter, key, noEntities);
  const [round, again] = useReducer((n: number) => n + 1, 0);
  const now = useRef(list);
  now.current = list;
  const when = at ?? undefined;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    const stop = new AbortController();
    tell({ is: 'asked', key });
    nightjar.catalog.list({ q, at: when, limit: pageSize, signal: stop.signal }).then(
      (answer) => tell({ is: 'answered', key, list: answer }),
      (error: unknown) => {
        if (!stop.signal.aborted) tell({ is: 'refused', key, trouble: troubleFrom(error) });
      },
    );
    return () => stop.abort();
  }, [key, round]);

  useEffect(() => whenBack(again), []);

  const more = useCallback(() => {
    const { next, current, more: state } = now.current;
    if (next === null || !current || state === 'asked') return;
    tell({ is: 'more asked' });
    nightjar.catalog.list({ q, at: when, limit: pageSize, cursor: next }).then(
      (answer) => tell({ is: 'more answered', key, list: answer }),
      () => tell({ is: 'more failed', key }),
    );
  }, [q, when, key]);

  return { list, more, again };
};
