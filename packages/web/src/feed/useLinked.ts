import type { Change } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { type Trouble, troubleFrom } from '../ui/trouble.ts';
import type { Feed } from './feed.ts';
import { isBundleName } from './folding.ts';
import { placeNamed } from './roll.ts';

/** The change that the address names, where it is not among the lines. */
export type Linked =
  | { readonly is: 'not needed' }
  | { readonly is: 'found'; readonly change: Change }
  | { readonly is: 'not found'; readonly trouble: Trouble };

/** The line that stands for a bundle; what is no bundle any more is refused as an unknown change is. */
const newestOf = async (bundle: string, signal: AbortSignal): Promise<Change> => {
  const { changes } = await nightjar.changes.list({ q: `bundle:${bundle}`, view: 'quiet', limit: 1, signal });
  return changes[0] ?? (await nightjar.changes.get(bundle, { signal }));
};

const notNeeded: Linked = { is: 'not needed' };

export const useLinked = (id: string | null, { lines, current }: Feed): Linked => {
  const [linked, setLinked] = useState<Linked>(notNeeded);
  const missing = id !== null && current && lines !== null && placeNamed(lines.shown, id) === -1;
  useEffect(() => {
    setLinked(notNeeded);
    if (!missing || id === null) return;
    const stop = new AbortController();
    const { signal } = stop;
    const asked = isBundleName(id) ? newestOf(id, signal) : nightjar.changes.get(id, { signal });
    asked.then(
      (change) => setLinked({ is: 'found', change }),
      (error: unknown) => {
        if (!stop.signal.aborted) setLinked({ is: 'not found', trouble: troubleFrom(error) });
      },
    );
    return () => stop.abort();
  }, [id, missing]);
  return linked;
};
