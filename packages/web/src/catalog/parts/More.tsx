import { useEffect, useRef } from 'react';
import type { Entities } from '../entities.ts';

/** Asks for more a screen before the end is reached. */
const ahead = '800px';

export const More = ({ list, onAsk }: { readonly list: Entities; readonly onAsk: () => void }) => {
  const end = useRef<HTMLDivElement>(null);
  const there = list.current && list.next !== null;
  const count = list.shown?.length ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each page the end may still be in sight.
  useEffect(() => {
    const mark = end.current;
    if (mark === null || !there || list.more !== 'no') return;
    const seen = new IntersectionObserver((entries) => entries.some((it) => it.isIntersecting) && onAsk(), {
      rootMargin: ahead,
    });
    seen.observe(mark);
    return () => seen.disconnect();
  }, [there, list.more, count, onAsk]);

  if (!there)
    return (
      <p className="end">
        {count === 1 ? 'That is the only one.' : `That is all: ${count}.`}
        <span className="keys">
          <kbd>/</kbd> search <kbd>j</kbd> <kbd>k</kbd> move <kbd>Enter</kbd> open
        </span>
      </p>
    );
  return (
    <div className="end" ref={end}>
      {list.more === 'failed' ? (
        <button type="button" className="button" onClick={onAsk}>
          More did not come. Ask again
        </button>
      ) : (
        <span role="status">More…</span>
      )}
    </div>
  );
};
