import { lazy, Suspense, startTransition, useCallback, useEffect, useReducer, useRef } from 'react';
import { useActions } from '../actions/registry.ts';
import { AlertStrip } from '../alerts/AlertStrip.tsx';
import { asOfIn } from '../catalog/ways.ts';
import { FilterBox } from '../filter/FilterBox.tsx';
import { withTerm } from '../filter/words.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { afterPaint } from '../ui/after-paint.ts';
import { go, usePlace } from '../ui/place.ts';
import type { Trouble } from '../ui/trouble.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useSignedIn } from '../ui/useSignedIn.ts';
import { Views } from '../views/Views.tsx';
import { feedActions } from './actions.ts';
import { useFields } from './filter/useFields.ts';
import { isOwn } from './lines.ts';
import { FeedBody } from './parts/FeedBody.tsx';
import { LinkedLine } from './parts/LinkedLine.tsx';
import { LiveMark } from './parts/LiveMark.tsx';
import { ViewSwitch } from './parts/ViewSwitch.tsx';
import { AsOfFeed } from './time/AsOfFeed.tsx';
import { type FeedPlace, placeAt } from './time/address.ts';
import { asOf } from './time/window.ts';
import { useFeed } from './useFeed.ts';
import { useHold } from './useHold.ts';
import { useLinked } from './useLinked.ts';

/** The place of the trouble in what was typed, where more than that was asked. */
const shifted = (trouble: Trouble | null, by: number): Trouble | null =>
  trouble?.is === 'filter' && trouble.offset !== null
    ? { ...trouble, offset: Math.max(0, trouble.offset - by) }
    : trouble;

/** Drawn once the lines are on their way. */
const TimeStrip = lazy(async () => ({ default: (await import('./time/TimeStrip.tsx')).TimeStrip }));

export const FeedScreen = () => {
  const { searchParams } = usePlace();
  const q = searchParams.get('q')?.trim() ?? '';
  const openId = searchParams.get('change');
  const all = searchParams.has('all');
  const at = asOfIn(searchParams);
  const view = all ? 'all' : 'quiet';
  const asked = asOf(q, at);
  const { feed, older, hold, release, again } = useFeed(asked.q, view, at === null);
  const top = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  const here: FeedPlace = { q, all, at, compare: searchParams.get('compare') };
  const latest = useRef({ here, openId });
  latest.current = { here, openId };
  const linked = useLinked(openId, feed);
  useHold(top, openId !== null, hold);

  // Where nothing has ever changed, the page says how to begin, and nothing else.
  const isEmpty =
    asked.q === '' &&
    feed.current &&
    feed.lines !== null &&
    (feed.lines.shown.length === 0 || isOwn(feed.lines));
  const waiting = feed.lines?.waiting.length ?? 0;
  const fields = useFields(feed.lines);

  /** In the address, to be shared; a step back leads to the filter before, not through every line that was open. */
  const setOpenId = useCallback(
    (id: string | null) => go(placeAt({ ...latest.current.here, change: id }), 'replace'),
    [],
  );
  const toggle = useCallback(
    (id: string) => afterPaint(() => setOpenId(latest.current.openId === id ? null : id)),
    [setOpenId],
  );
  const addTerm = useCallback(
    (term: string) => go(placeAt({ ...latest.current.here, q: withTerm(latest.current.here.q, term) })),
    [],
  );
  const [topped, goToTop] = useReducer((n: number) => n + 1, 0);
  const showNew = (): void =>
    afterPaint(() => {
      // The button goes: who stood on it stands before the first line.
      if (document.activeElement?.closest('.waiting') != null) main.current?.focus({ preventScroll: true });
      release();
      startTransition(goToTop);
      setOpenId(null);
    });

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Nightjar` : q === '' ? 'Nightjar' : `${q} · Nightjar`;
  }, [waiting, q]);

  useSignedIn(feed.trouble);

  useMoving(main);

  useActions(
    feedActions({
      all,
      openId,
      onOther: () => go(placeAt({ ...here, all: !all }), 'replace'),
      onNew: waiting > 0 ? showNew : null,
      onClose: (id) => {
        const at = document.activeElement;
        afterPaint(() => {
          // Who has gone on meanwhile is not called back.
          const stays = document.activeElement === at;
          setOpenId(null);
          if (stays) main.current?.querySelector<HTMLElement>(`[data-change="${CSS.escape(id)}"]`)?.focus();
        });
      },
    }),
  );

  return (
    <>
      <a className="skip" href="#feed">
        To the feed
      </a>
      <TopBar part="feed" at={at} live={at === null && <LiveMark feed={feed} />}>
        <FilterBox
          q={q}
          fields={fields}
          placeholder="service:pricing env:prod -actor:bot after:-2h"
          trouble={shifted(feed.trouble, asked.shift)}
          onApply={(to, how) => go(placeAt({ ...here, q: to }), how)}
        >
          <Views looked={{ screen: 'feed', query: q, all }} />
        </FilterBox>
      </TopBar>
      <AsOfFeed />
      <div className="waiting">
        {waiting > 0 && (
          <button type="button" onClick={showNew}>
            {waiting} new
            <span className="unseen"> {waiting === 1 ? 'change' : 'changes'}, show</span>
          </button>
        )}
      </div>
      {/* Once, and not with every number. */}
      <p className="unseen" role="status">
        {waiting > 0 && 'New changes wait above the lines.'}
      </p>
      <main
        id="feed"
        className="stream"
        ref={main}
        aria-busy={!feed.current && feed.trouble === null}
        tabIndex={-1}
      >
        {!isEmpty && (
          <Suspense fallback={<div className="strip" />}>
            {feed.lines === null ? (
              <div className="strip" />
            ) : (
              <TimeStrip place={here} view={view} heard={{ lines: feed.lines, aside: feed.aside }} />
            )}
          </Suspense>
        )}
        <div ref={top} className="feed-top" />
        <div className="feed-state">
          {at === null && <AlertStrip />}
          {(feed.lines !== null || feed.trouble === null) && (
            <ViewSwitch feed={feed} other={placeAt({ ...here, all: !all })} />
          )}
        </div>
        <LinkedLine linked={linked} onToggle={toggle} onFilter={addTerm} />
        <h1 className="unseen">Changes</h1>
        <FeedBody
          feed={feed}
          filter={q}
          past={at !== null}
          topped={topped}
          openId={openId}
          onToggle={toggle}
          onFilter={addTerm}
          onClear={() => go(placeAt({ ...here, q: '' }))}
          onOlder={older}
          onAgain={again}
        />
      </main>
    </>
  );
};
