import type { EntityPage } from '@nightjar/sdk/wire';
import { useEffect, useState } from 'react';
import { nightjar } from '../../nightjar.ts';

/**
 * All moments of an entity, whichever of them is looked at: the page of the past may know only those before it, and a slider
 * that shrinks as it is moved has no way back.
 */
export const useMoments = (ref: string, page: EntityPage | null, at: string | null): readonly string[] => {
  const [all, setAll] = useState<readonly string[]>([]);
  const past = at !== null && all.length === 0;
  useEffect(() => {
    if (!past) return;
    const stop = new AbortController();
    nightjar.catalog.entity(ref, { signal: stop.signal }).then(
      ({ moments }) => setAll(moments),
      () => {}, // It may be gone by now; the past's own moments do then.
    );
    return () => stop.abort();
  }, [ref, past]);
  useEffect(() => {
    if (page !== null && page.at === null) setAll(page.moments);
  }, [page]);
  return all.length > 0 ? all : (page?.moments ?? []);
};
