import type { View } from '@nightjar/sdk/wire';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { nightjar } from '../nightjar.ts';
import { type Feed, feedAfter, newFeed } from './feed.ts';
import { listen } from './listen.ts';
import { useSettling } from './useSettling.ts';

/** As many as the server gives at once: who scrolls down soon wants more. */
const olderSize = 200;
/** So many lines at the top of a page that nobody scrolls are fetched again as one page: a wall screen runs for weeks. */
const tooMany = 1_000;

export type FeedInHand = {
  readonly feed: Feed;
  /** Asks for the page after the last line. */
  readonly older: () => void;
  readonly hold: (held: boolean) => void;
  readonly release: () => void;
  /** Begins again after trouble. */
  readonly again: () => void;
};

export const useFeed = (q: string, view: View): FeedInHand => {
  const [feed, tell] = useReducer(feedAfter, { q, view }, newFeed);
  const now = useRef(feed);
  now.current = feed;
  const [round, again] = useReducer((n: number) => n + 1, 0);
  const overgrown = !feed.held && (feed.lines?.shown.length ?? 0) > tooMany;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    const stop = new AbortController();
    tell({ is: 'asked', q, view });
    void listen(q, view, tell, stop.signal);
    return () => stop.abort();
  }, [q, view, round]);

  useSettling(feed, tell);

  useEffect(() => {
    if (overgrown) again();
  }, [overgrown]);

  const older = useCallback(() => {
    const { lines, q, view, current, older: state } = now.current;
    if (lines === null || lines.next === null || !current || state === 'asked') return;
    tell({ is: 'older asked' });
    nightjar.changes.list({ q, view, limit: olderSize, cursor: lines.next }).then(
      (page) => tell({ is: 'older answered', q, view, page }),
      () => tell({ is: 'older failed' }),
    );
  }, []);
  const hold = useCallback((held: boolean) => tell({ is: 'held', held }), []);
  const release = useCallback(() => tell({ is: 'released' }), []);

  return { feed, older, hold, release, again };
};
