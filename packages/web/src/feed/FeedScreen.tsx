import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { FilterBox } from '../filter/FilterBox.tsx';
import { withTerm } from '../filter/words.ts';
import { TopBar } from '../shell/TopBar.tsx';
import { feedAt, go, signInThen, usePlace } from '../ui/place.ts';
import { useMoving } from '../ui/useMoving.ts';
import { useFields } from './filter/useFields.ts';
import { FeedBody } from './parts/FeedBody.tsx';
import { LinkedLine } from './parts/LinkedLine.tsx';
import { LiveMark } from './parts/LiveMark.tsx';
import { ViewSwitch } from './parts/ViewSwitch.tsx';
import { useFeed } from './useFeed.ts';
import { useHold } from './useHold.ts';
import { useLinked } from './useLinked.ts';

export const FeedScreen = () => {
  const { searchParams } = usePlace();
  const q = searchParams.get('q')?.trim() ?? '';
  const openId = searchParams.get('change');
  const all = searchParams.has('all');
  const { feed, older, hold, release, again } = useFeed(q, all ? 'all' : 'quiet');
  const top = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  const latest = useRef({ q, openId, all });
  latest.current = { q, openId, all };
  const linked = useLinked(openId, feed);
  useHold(top, openId !== null, hold);

  const waiting = feed.lines?.waiting.length ?? 0;
  const fields = useFields(feed.lines);

  /** In the address, to be shared; a step back leads to the filter before, not through every line that was open. */
  const setOpenId = useCallback(
    (id: string | null) => go(feedAt(latest.current.q, id, latest.current.all), 'replace'),
    [],
  );
  const toggle = useCallback(
    (id: string) => setOpenId(latest.current.openId === id ? null : id),
    [setOpenId],
  );
  const addTerm = useCallback(
    (term: string) => go(feedAt(withTerm(latest.current.q, term), null, latest.current.all)),
    [],
  );
  const showNew = (): void => {
    release();
    setOpenId(null);
    scrollTo({ top: 0 });
  };

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Nightjar` : q === '' ? 'Nightjar' : `${q} · Nightjar`;
  }, [waiting, q]);

  useEffect(() => {
    if (feed.trouble?.is === 'signed out') go(signInThen(feedAt(q, openId, all)), 'replace');
  }, [feed.trouble, q, openId, all]);

  useMoving(main);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape' && openId !== null) {
      setOpenId(null);
      main.current?.querySelector<HTMLElement>(`[data-change="${CSS.escape(openId)}"]`)?.focus();
    }
  };

  return (
    <>
      <a className="skip" href="#feed">
        To the feed
      </a>
      <TopBar part="feed" live={<LiveMark feed={feed} />}>
        <FilterBox
          q={q}
          fields={fields}
          placeholder="service:pricing env:prod -actor:bot after:-2h"
          trouble={feed.trouble}
          onApply={(to, how) => go(feedAt(to, null, all), how)}
        />
      </TopBar>
      <div className="waiting" role="status">
        {waiting > 0 && (
          <button type="button" onClick={showNew}>
            {waiting} new
            <span className="unseen"> {waiting === 1 ? 'change' : 'changes'}, show</span>
          </button>
        )}
      </div>
      <main
        id="feed"
        className="stream"
        ref={main}
        onKeyDown={onKeyDown}
        aria-busy={!feed.current}
        tabIndex={-1}
      >
        <div ref={top} className="feed-top" />
        {(feed.lines !== null || feed.trouble === null) && (
          <ViewSwitch feed={feed} other={feedAt(q, null, !all)} />
        )}
        <LinkedLine linked={linked} onToggle={toggle} onFilter={addTerm} />
        <h1 className="unseen">Changes</h1>
        <FeedBody
          feed={feed}
          openId={openId}
          onToggle={toggle}
          onFilter={addTerm}
          onClear={() => go(feedAt('', null, all))}
          onOlder={older}
          onAgain={again}
        />
      </main>
    </>
  );
};
