import type { Change, Observation } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { type Trouble, troubleFrom } from '../ui/trouble.ts';

export type Told =
  | { readonly is: 'loading' }
  | { readonly is: 'told'; readonly observed: readonly Observation[] }
  | { readonly is: 'trouble'; readonly trouble: Trouble };

const inOrder = (observed: readonly Observation[]): readonly Observation[] =>
  observed.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.position - b.position);

/** What was reported about a change; asked again whenever the stream brings the change anew. */
export const useChange = (change: Change): Told => {
  const [told, setTold] = useState<Told>({ is: 'loading' });
  useEffect(() => {
    const stop = new AbortController();
    nightjar.changes.get(change.id, { signal: stop.signal }).then(
      ({ observations }) => setTold({ is: 'told', observed: inOrder(observations) }),
      (error: unknown) => {
        if (!stop.signal.aborted) setTold({ is: 'trouble', trouble: troubleFrom(error) });
      },
    );
    return () => stop.abort();
  }, [change]);
  return told;
};
