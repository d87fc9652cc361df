import type { View } from '@nightjar/sdk/wire';
import { startTransition, useCallback, useEffect, useReducer, useRef } from 'react';
import { nightjar } from '../nightjar.ts';
import { type Feed, feedAfter, type Happening, newFeed } from './feed.ts';
import { keep, keptOf } from './kept.ts';
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

/** What the stream brings may wait for what the reader does. */
const mayWait = ({ is }: Happening): boolean => is === 'heard' || is === 'left' || is === 'faded';

export const useFeed = (q: string, view: View): FeedInHand => {
  const [feed, tellNow] = useReducer(feedAfter, { q, view, kept: keptOf(q, view) }, newFeed);
  // While it is drawn, so that who comes back finds the lines with the first drawing, and the place in them.
  if (feed.q !== q || feed.view !== view) tellNow({ is: 'asked', q, view, kept: keptOf(q, view) });
  const now = useRef(feed);
  now.current = feed;
  const [round, next] = useReducer((n: number) => n + 1, 0);
  const overgrown = !feed.held && (feed.lines?.shown.length ?? 0) > tooMany;

  const tell = useCallback((it: Happening): void => {
    if (mayWait(it)) startTransition(() => tellNow(it));
    else tellNow(it);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    const stop = new AbortController();
    void listen(q, view, tell, stop.signal);
    return () => stop.abort();
  }, [q, view, round, tell]);

  useSettling(feed, tell);
  useEffect(() => keep(feed), [feed]);

  const again = useCallback(() => {
    const { q, view } = now.current;
    tellNow({ is: 'asked', q, view });
    next();
  }, []);
  useEffect(() => {
    if (overgrown) again();
  }, [overgrown, again]);

  const older = useCallback(() => {
    const { lines, q, view, current, older: state } = now.current;
    if (lines === null || lines.next === null || !current || state === 'asked') return;
    tell({ is: 'older asked' });
    nightjar.changes.list({ q, view, limit: olderSize, cursor: lines.next }).then(
      (page) => tell({ is: 'older answered', q, view, page }),
      () => tell({ is: 'older failed' }),
    );
  }, [tell]);
  const hold = useCallback((held: boolean) => tell({ is: 'held', held }), [tell]);
  const release = useCallback(() => tell({ is: 'released' }), [tell]);

  return { feed, older, hold, release, again };
};
