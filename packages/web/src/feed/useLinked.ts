import type { Change } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { type Trouble, troubleFrom } from '../ui/trouble.ts';
import type { Feed } from './feed.ts';

/** The change that the address names, where it is not among the lines. */
export type Linked =
  | { readonly is: 'not needed' }
  | { readonly is: 'found'; readonly change: Change }
  | { readonly is: 'not found'; readonly trouble: Trouble };

const notNeeded: Linked = { is: 'not needed' };

export const useLinked = (id: string | null, { lines, current }: Feed): Linked => {
  const [linked, setLinked] = useState<Linked>(notNeeded);
  const missing = id !== null && current && lines !== null && !lines.shown.some((line) => line.id === id);
  useEffect(() => {
    setLinked(notNeeded);
    if (!missing || id === null) return;
    const stop = new AbortController();
    nightjar.changes.get(id, { signal: stop.signal }).then(
      (change) => setLinked({ is: 'found', change }),
      (error: unknown) => {
        if (!stop.signal.aborted) setLinked({ is: 'not found', trouble: troubleFrom(error) });
      },
    );
    return () => stop.abort();
  }, [id, missing]);
  return linked;
};
