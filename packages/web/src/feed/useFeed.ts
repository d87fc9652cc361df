import type { View } from '@nightjar/sdk/wire';
import { startTransition, useCallback, useEffect, useReducer, useRef } from 'react';
import { nightjar } from '../nightjar.ts';
import { whenBack } from '../offline/reached.ts';
import { atLeisure, handsAreBusy, whenStill } from '../ui/hands.ts';
import { type Feed, feedAfter, fewAtOnce, type Happening, newFeed } from './feed.ts';
import { keep, keptOf } from './kept.ts';
import { listen } from './listen.ts';
import { useSettling } from './useSettling.ts';

/** As many as the server gives at once: who scrolls down soon wants more. */
const olderSize = 200;
/** So many lines at the top of a page that nobody scrolls are fetched again as one page: a wall screen runs for weeks. */
const tooMany = 1_000;
/** A stream that was answered is open within so long. */
const openingMs = 300;

export type FeedInHand = {
  readonly feed: Feed;
  /** Asks for the page after the last line. */
  readonly older: () => void;
  readonly hold: (held: boolean) => void;
  readonly release: () => void;
  /** Begins again after trouble. */
  readonly again: () => void;
};

/** What the stream brings, and what of it is let in, may wait for what the reader does. */
const mayWait = ({ is }: Happening): boolean =>
  is === 'heard' || is === 'settled' || is === 'left' || is === 'faded' || is === 'released';

/** `live`: whether what happens from now on is heard. */
export const useFeed = (q: string, view: View, live = true): FeedInHand => {
  const [feed, tellNow] = useReducer(feedAfter, { q, view, kept: keptOf(q, view) }, newFeed);
  // While it is drawn, so that who comes back finds the lines with the first drawing, and the place in them.
  if (feed.q !== q || feed.view !== view) tellNow({ is: 'asked', q, view, kept: keptOf(q, view) });
  const now = useRef(feed);
  now.current = feed;
  /** The same asked again keeps its lines: only the stream is opened anew. */
  const [round, openAnew] = useReducer((n: number) => n + 1, 0);
  const overgrown = !feed.held && (feed.lines?.shown.length ?? 0) > tooMany;

  const tell = useCallback((it: Happening): void => {
    if (mayWait(it)) startTransition(() => tellNow(it));
    else tellNow(it);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    const stop = new AbortController();
    void listen({ q, view, live }, tell, stop.signal);
    return () => stop.abort();
  }, [q, view, live, round, tell]);

  useSettling(feed, tell);
  useEffect(() => keep(feed), [feed]);

  const again = useCallback(() => {
    const { q, view } = now.current;
    tellNow({ is: 'asked', q, view });
    openAnew();
  }, []);
  useEffect(() => {
    if (overgrown) again();
  }, [overgrown, again]);

  // Sooner than the stream would try by itself, unless it is what came back first.
  useEffect(
    () =>
      whenBack(() => {
        if (now.current.trouble !== null) again();
        else
          setTimeout(() => {
            if (now.current.live.is === 'lost') openAnew();
          }, openingMs);
      }),
    [again],
  );

  const older = useCallback(() => {
    const { lines, q, view, current, older: state } = now.current;
    if (lines === null || lines.next === null || !current || state === 'asked') return;
    tell({ is: 'older asked' });
    nightjar.changes.list({ q, view, limit: olderSize, cursor: lines.next }).then(
      (page) => tell({ is: 'older answered', q, view, page }),
      () => tell({ is: 'older failed' }),
    );
  }, [tell]);
  const letGo = useRef(() => {});
  const hold = useCallback(
    (held: boolean) => {
      letGo.current();
      letGo.current = () => {};
      const many = (now.current.lines?.waiting.length ?? 0) > fewAtOnce;
      // So many would carry away what was just read, and what is about to be pressed.
      if (!held && many && handsAreBusy())
        letGo.current = whenStill(() => tell({ is: 'held', held }), atLeisure);
      else tell({ is: 'held', held });
    },
    [tell],
  );
  const release = useCallback(() => tell({ is: 'released' }), [tell]);

  return { feed, older, hold, release, again };
};
