import { keptAtOf } from '@nightjar/sdk/heard';
import type { View } from '@nightjar/sdk/wire';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { nightjar } from '../nightjar.ts';
import { whenBack } from '../offline/reached.ts';
import { foundAhead, nowThere } from '../ui/now.ts';
import { troubleFrom } from '../ui/trouble.ts';
import { type Feed, feedAfter, type Happening, newFeed } from './feed.ts';
import { type Heard, positionOf } from './lines.ts';
import { useSettling } from './useSettling.ts';

const pageSize = 60;
/** So many lines at the top of a page that nobody scrolls are fetched again as one page: a wall screen runs for weeks. */
const tooMany = 1_000;
/** What is heard within so long is drawn at once: a hundred changes a second are twenty drawings, not a hundred. */
const gatherMs = 50;
/** The list is read once the stream is open, so that nothing falls between the two; but it does not wait longer than this. */
const patienceMs = 1_000;
/** A stream that was answered is open within so long. */
const openingMs = 300;
/** A line that leaves fades for so long (line.css). */
const fadeMs = 300;

type Tell = (it: Happening) => void;

/** Reads the newest page and then, unless it is the past that is looked at, listens, until the signal is aborted. */
const watch = async (
  q: string,
  view: View,
  live: boolean,
  tell: Tell,
  signal: AbortSignal,
): Promise<void> => {
  const list = async (): Promise<void> => {
    try {
      const page = await nightjar.changes.list({ q, view, limit: pageSize, signal });
      tell({ is: 'answered', q, page, now: keptAtOf(page) ?? nowThere() });
    } catch (error) {
      if (!signal.aborted) tell({ is: 'refused', trouble: troubleFrom(error) });
    }
  };
  if (!live) return list();
  const impatient = setTimeout(list, patienceMs);
  const listNow = (): void => {
    clearTimeout(impatient);
    void list();
  };
  let gathered: Heard[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  const tellGathered = (): void => {
    gathering = undefined;
    tell({ is: 'heard', q, heard: gathered, now: nowThere() });
    gathered = [];
  };
  signal.addEventListener('abort', () => {
    clearTimeout(impatient);
    clearTimeout(gathering);
  });
  try {
    for await (const heard of nightjar.changes.follow({ q, view, signal })) {
      if (heard.is === 'open' && heard.aheadMs !== null) foundAhead(heard.aheadMs);
      const now = nowThere();
      if (heard.is === 'open') tell({ is: 'opened', now });
      if (heard.is === 'lost') tell({ is: 'lost', now });
      if (heard.is === 'change') {
        gathered.push({ change: heard.change, position: positionOf(heard.id) });
        gathering ??= setTimeout(tellGathered, gatherMs);
      }
      if (heard.is === 'withdrawn') {
        gathered = gathered.filter(({ change }) => change.id !== heard.change);
        tell({ is: 'withdrawn', q, id: heard.change });
      }
      if (heard.is === 'left') {
        gathered = gathered.filter(({ change }) => change.id !== heard.change);
        tell({ is: 'left', q, left: { id: heard.change, position: positionOf(heard.id) } });
        setTimeout(() => tell({ is: 'faded' }), fadeMs);
      }
      if (heard.is === 'reset') {
        gathered = [];
        tell({ is: 'reset' });
      }
      if (heard.is === 'open' || heard.is === 'reset') listNow();
    }
  } catch (error) {
    clearTimeout(impatient);
    if (!signal.aborted) tell({ is: 'refused', trouble: troubleFrom(error) });
  }
};

export type FeedInHand = {
  readonly feed: Feed;
  /** Asks for the page after the last line. */
  readonly older: () => void;
  readonly hold: (held: boolean) => void;
  readonly release: () => void;
  /** Begins again after trouble. */
  readonly again: () => void;
};

/** `live`: whether what happens from now on is heard. */
export const useFeed = (q: string, view: View, live = true): FeedInHand => {
  const [feed, tell] = useReducer(feedAfter, { q, view }, newFeed);
  const now = useRef(feed);
  now.current = feed;
  const [round, again] = useReducer((n: number) => n + 1, 0);
  /** The same asked again keeps its lines: only the stream is opened anew. */
  const [opening, openAnew] = useReducer((n: number) => n + 1, 0);
  const lately = useRef('');
  const overgrown = !feed.held && (feed.lines?.shown.length ?? 0) > tooMany;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks the same again.
  useEffect(() => {
    const stop = new AbortController();
    const asked = `${round} ${view} ${q} ${live}`;
    if (asked !== lately.current) tell({ is: 'asked', q, view });
    lately.current = asked;
    void watch(q, view, live, tell, stop.signal);
    return () => stop.abort();
  }, [q, view, live, round, opening]);

  useSettling(feed, tell);

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
    [],
  );

  useEffect(() => {
    if (overgrown) again();
  }, [overgrown]);

  const older = useCallback(() => {
    const { lines, q, view, current, older: state } = now.current;
    if (lines === null || lines.next === null || !current || state === 'asked') return;
    tell({ is: 'older asked' });
    nightjar.changes.list({ q, view, limit: pageSize, cursor: lines.next }).then(
      (page) => tell({ is: 'older answered', q, view, page }),
      () => tell({ is: 'older failed' }),
    );
  }, []);
  const hold = useCallback((held: boolean) => tell({ is: 'held', held }), []);
  const release = useCallback(() => tell({ is: 'released' }), []);

  return { feed, older, hold, release, again };
};
