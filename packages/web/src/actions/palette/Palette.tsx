import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Icon } from '../../ui/Icon.tsx';
import { go } from '../../ui/place.ts';
import { isPossible } from '../action.ts';
import { isApple } from '../apple.ts';
import { arrived } from '../open.ts';
import { useActionsNow } from '../registry.ts';
import { useModal } from '../useModal.ts';
import { Aside } from './Aside.tsx';
import { answerIn, wordsAbout } from './found.ts';
import { type Item, sectionsOf } from './items.ts';
import { Lines } from './Lines.tsx';
import { lastTyped, noteRecent, noteTyped, readRecent } from './recent.ts';
import { useFound } from './useFound.ts';

/** Beside the lines there is room for more only on a wide page. */
const isWide = (): boolean => matchMedia('(min-width: 761px)').matches;

const optionId = (id: string, item: Item): string => `${id}-${item.id.replace(/[^\w-]/g, '_')}`;

/** Everything that can be done and found, by typing. */
export const Palette = ({ onClose }: { readonly onClose: () => void }) => {
  const id = useId();
  const dialog = useModal();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [typed, setTyped] = useState(lastTyped);
  const [chosen, setChosen] = useState<string | null>(null);
  const recent = useMemo(readRecent, []);
  const offered = useActionsNow();
  const actions = useMemo(() => offered.filter(isPossible), [offered]);
  const asking = useFound(typed.trim());
  const hits = answerIn(asking)?.hits ?? [];
  const sections = sectionsOf({ typed, actions, hits, recent });
  const items = sections.flatMap((section) => section.items);
  const active = items.find((item) => item.id === chosen) ?? items[0];
  const beside = isWide() ? (active?.entity ?? null) : null;
  const words = wordsAbout(asking, items.length);

  useEffect(() => {
    if (active !== undefined)
      list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const type = (to: string): void => {
    noteTyped(to);
    setTyped(to);
    setChosen(null);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as it comes.
  useLayoutEffect(() => {
    // What was typed ahead goes on; what was typed last time gives way to the next letter.
    const ahead = arrived();
    if (ahead === '') input.current?.select();
    else type(ahead);
  }, []);
  const take = (item: Item, apart: boolean): void => {
    noteRecent(item);
    const { href, action } = item;
    const isElsewhere = href !== null && !href.startsWith('/');
    if (href !== null && (apart || isElsewhere)) {
      window.open(href, '_blank', 'noopener');
      if (!apart) onClose();
      return;
    }
    // Closed first: what is done may want the focus, and the dialog gives it back as it closes.
    dialog.current?.close();
    onClose();
    if (action !== null) action.run(null);
    else if (href !== null) go(href);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key] ?? 0;
    if (step !== 0 && items.length > 0) {
      event.preventDefault();
      const at = active === undefined ? 0 : items.indexOf(active);
      const next = Math.abs(step) === 1 ? (at + step + items.length) % items.length : at + step;
      setChosen(items[Math.min(items.length - 1, Math.max(0, next))]?.id ?? null);
    } else if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      take(active, isApple ? event.metaKey : event.ctrlKey);
    }
  };

  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Search, or do something"
      onClose={onClose}
      // A click beside it hits the dialog itself: what is in it fills it.
      onMouseDown={({ target }) => target === dialog.current && dialog.current?.close()}
    >
      <div className="palette-box">
        <Icon size={16}>
          <circle cx="7" cy="7" r="4.6" />
          <path d="m10.500 10.500 4 4" />
        </Icon>
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label="Search, or do something"
          aria-expanded={items.length > 0}
          aria-controls={`${id}-lines`}
          aria-activedescendant={active === undefined ? undefined : optionId(id, active)}
          aria-autocomplete="list"
          aria-describedby={`${id}-words`}
          placeholder="Search, or do something"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={2_000}
          value={typed}
          onChange={({ target }) => type(target.value)}
          onKeyDown={onKeyDown}
        />
        <button type="button" className="bare palette-close" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <div className={beside === null ? 'palette-body' : 'palette-body beside'}>
        <div
          className={
            asking.is === 'asking' && asking.before !== null ? 'palette-lines before' : 'palette-lines'
          }
          ref={list}
        >
          <Lines
            id={`${id}-lines`}
            sections={sections}
            active={active ?? null}
            idOf={(item) => optionId(id, item)}
            onPoint={({ id: to }) => setChosen(to)}
            onTake={take}
          />
          <p id={`${id}-words`} role="status" className="palette-words">
            {words}
          </p>
        </div>
        {beside !== null && <Aside key={beside} entity={beside} onLeave={onClose} />}
      </div>
      <p className="palette-foot" aria-hidden="true">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>↵</kbd> open
        </span>
        <span>
          <kbd>{isApple ? '⌘↵' : 'Ctrl ↵'}</kbd> in a new tab
        </span>
        {beside !== null && (
          <span>
            <kbd>Tab</kbd> who to call, links
          </span>
        )}
      </p>
    </dialog>
  );
};
