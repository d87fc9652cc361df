import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { nightjar } from '../nightjar.ts';
import { feedAt, go, signInThen, usePlace } from '../ui/place.ts';
import { fieldsWith } from './filter/fields.ts';
import { withTerm } from './filter/words.ts';
import { moveFocus, stepOf } from './moving.ts';
import { FeedBody } from './parts/FeedBody.tsx';
import { FilterBox } from './parts/FilterBox.tsx';
import { LiveMark } from './parts/LiveMark.tsx';
import { TopBar } from './parts/TopBar.tsx';
import { useFeed } from './useFeed.ts';
import { useHold } from './useHold.ts';

export const FeedScreen = () => {
  const q = usePlace().searchParams.get('q')?.trim() ?? '';
  const { feed, older, hold, release, again } = useFeed(q);
  const [openId, setOpenId] = useState<string | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const main = useRef<HTMLElement>(null);
  const latestQ = useRef(q);
  latestQ.current = q;
  useHold(top, openId !== null, hold);

  const waiting = feed.lines?.waiting.length ?? 0;
  const fields = useMemo(() => fieldsWith(feed.lines?.shown ?? []), [feed.lines?.shown]);

  const toggle = useCallback((id: string) => setOpenId((open) => (open === id ? null : id)), []);
  const addTerm = useCallback((term: string) => {
    setOpenId(null);
    go(feedAt(withTerm(latestQ.current, term)));
  }, []);
  const showNew = (): void => {
    release();
    setOpenId(null);
    scrollTo({ top: 0 });
  };

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Nightjar` : q === '' ? 'Nightjar' : `${q} · Nightjar`;
  }, [waiting, q]);

  useEffect(() => {
    if (feed.trouble?.is === 'signed out') go(signInThen(feedAt(q)), 'replace');
  }, [feed.trouble, q]);

  useEffect(() => {
    const move = (event: globalThis.KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, textarea, select');
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.startsWith('Arrow')) return;
      const step = stepOf(event.key);
      if (step !== 0 && main.current !== null && moveFocus(main.current, step)) event.preventDefault();
    };
    addEventListener('keydown', move);
    return () => removeEventListener('keydown', move);
  }, []);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const onRow = event.target instanceof HTMLElement && event.target.matches('.row');
    if (onRow && event.key.startsWith('Arrow') && moveFocus(event.currentTarget, stepOf(event.key)))
      event.preventDefault();
    if (event.key === 'Escape' && openId !== null) {
      setOpenId(null);
      main.current?.querySelector<HTMLElement>(`[data-change="${CSS.escape(openId)}"]`)?.focus();
    }
  };

  const signOut = (): void => {
    const leave = (): void => go('/sign-in');
    nightjar.session.signOut().then(leave, leave);
  };

  return (
    <>
      <a className="skip" href="#feed">
        To the feed
      </a>
      <TopBar live={<LiveMark feed={feed} />} onSignOut={signOut}>
        <FilterBox q={q} fields={fields} trouble={feed.trouble} onApply={(to, how) => go(feedAt(to), how)} />
      </TopBar>
      <div className="waiting" role="status">
        {waiting > 0 && (
          <button type="button" onClick={showNew}>
            {waiting} new
            <span className="unseen"> {waiting === 1 ? 'change' : 'changes'}, show</span>
          </button>
        )}
      </div>
      <main id="feed" ref={main} onKeyDown={onKeyDown} aria-busy={!feed.current} tabIndex={-1}>
        <div ref={top} className="feed-top" />
        <FeedBody
          feed={feed}
          openId={openId}
          onToggle={toggle}
          onFilter={addTerm}
          onClear={() => go(feedAt(''))}
          onOlder={older}
          onAgain={again}
        />
      </main>
    </>
  );
};
