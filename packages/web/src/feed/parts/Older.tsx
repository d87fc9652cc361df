import { useEffect, useRef } from 'react';
import type { Feed } from '../feed.ts';

/** Asks for more some screens before the end is reached. */
const ahead = '2400px';
/** Where the lines are one part of a page among others: not before somebody reads on. */
const aheadOfPart = '600px';

type OlderProps = { readonly feed: Feed; readonly onAsk: () => void; readonly isPart?: boolean };

export const Older = ({ feed, onAsk, isPart = false }: OlderProps) => {
  const end = useRef<HTMLDivElement>(null);
  const { lines, older, current } = feed;
  const more = current && lines !== null && lines.next !== null;
  const shown = lines?.shown.length ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page the end may still be in sight.
  useEffect(() => {
    const mark = end.current;
    if (mark === null || !more || older !== 'no') return;
    const seen = new IntersectionObserver((entries) => entries.some((it) => it.isIntersecting) && onAsk(), {
      rootMargin: isPart ? aheadOfPart : ahead,
    });
    seen.observe(mark);
    return () => seen.disconnect();
  }, [more, older, shown, onAsk, isPart]);

  if (!more)
    return shown === 0 ? null : (
      <p className="end">
        That is the beginning.
        <span className="keys">
          <span>The browser’s own search sees only the lines near the screen.</span> <kbd>/</kbd> filters all{' '}
          <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open <kbd>Esc</kbd> close
        </span>
      </p>
    );
  return (
    <div className="end" ref={end}>
      {older === 'failed' ? (
        <button type="button" className="button" onClick={onAsk}>
          Older changes did not come. Ask again
        </button>
      ) : (
        <span role="status">Older changes…</span>
      )}
    </div>
  );
};
