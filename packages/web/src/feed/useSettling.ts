import { useEffect, useReducer, useRef } from 'react';
import { nightjar } from '../nightjar.ts';
import type { Feed, Happening } from './feed.ts';
import { linesOfBundles } from './folding.ts';

/** What the stream brings within so long is asked for at once: a rollout is heard a cluster at a time. */
const gatherMs = 400;
/** Asked for in one filter. */
const most = 50;

/** Asks for how many the lines stand of which the stream has told something. */
export const useSettling = (feed: Feed, tell: (it: Happening) => void): void => {
  const now = useRef(feed);
  now.current = feed;
  const [round, next] = useReducer((n: number) => n + 1, 0);
  const unsure = feed.current && feed.view === 'quiet' && (feed.lines?.unsure.size ?? 0) > 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks for what has become unsure meanwhile.
  useEffect(() => {
    if (!unsure) return;
    const stop = new AbortController();
    const ask = (): void => {
      const { q, lines } = now.current;
      const bundles = [...(lines?.unsure.keys() ?? [])].slice(0, most);
      const options = { view: 'quiet', limit: most, signal: stop.signal } as const;
      nightjar.changes.list({ ...options, q: linesOfBundles(q, bundles) }).then(
        (page) => {
          tell({ is: 'settled', q, bundles, page });
          next();
        },
        // The counts stay as they are until the next word; a page that is read anew tells them.
        () => {},
      );
    };
    const timer = setTimeout(ask, gatherMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [unsure, feed.q, round]);
};
