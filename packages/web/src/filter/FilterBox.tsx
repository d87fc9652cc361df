import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { afterPaint } from '../ui/after-paint.ts';
import { Icon } from '../ui/Icon.tsx';
import type { Trouble } from '../ui/trouble.ts';
import { useSlash } from '../ui/useSlash.ts';
import { begunFrom, noteBegun } from './begun.ts';
import { optionsAt, taken } from './completion.ts';
import { FilterError } from './FilterError.tsx';
import { FilterText } from './FilterText.tsx';
import type { Field } from './field.ts';
import { Options } from './Options.tsx';
import { unfinished } from './words.ts';

/** Long enough to finish a word, short enough not to be waited for. */
const pauseMs = 450;

type FilterBoxProps = {
  /** The filter in force. */
  readonly q: string;
  readonly fields: readonly Field[];
  /** An example. */
  readonly placeholder: string;
  /** What it is to who cannot see it; `Filter` where not given. */
  readonly label?: string;
  readonly trouble: Trouble | null;
  readonly onApply: (q: string, how: 'push' | 'replace') => void;
  /** What stands at the end of the box. */
  readonly children?: ReactNode;
};

export const FilterBox = ({
  q,
  fields,
  placeholder,
  label = 'Filter',
  trouble,
  onApply,
  children,
}: FilterBoxProps) => {
  const [text, setText] = useState(() => begunFrom(q));
  const [caret, setCaret] = useState(text.length);
  const [list, setList] = useState<{ open: boolean; at: number }>({ open: false, at: -1 });
  const input = useRef<HTMLInputElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  /** One visit to the box is one step back, however many filters were tried in it. */
  const pushed = useRef(false);
  const id = useId();
  /** On the way to another screen the box that still stands says nothing of that one. */
  const place = useRef(location.pathname);

  // Another filter came from elsewhere: what was being written went with the one before.
  const before = useRef(q);
  useEffect(() => {
    if (before.current !== q) setText((now) => (now.trim() === q ? now : q));
    before.current = q;
  }, [q]);
  useEffect(() => {
    const at = place.current;
    afterPaint(() => noteBegun(at, q, text));
  }, [q, text]);

  const apply = (wanted: string): void => {
    if (wanted.trim() === q) return;
    const how = pushed.current ? 'replace' : 'push';
    pushed.current = true;
    afterPaint(() => onApply(wanted.trim(), how));
  };
  const applyLatest = useRef(apply);
  applyLatest.current = apply;

  useEffect(() => {
    if (text.trim() === q || unfinished(text) || document.activeElement !== input.current) return;
    const timer = setTimeout(() => {
      // Who has meanwhile gone to another screen is not called back by the last letters.
      if (location.pathname === place.current) applyLatest.current(text);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [text, q]);

  useSlash(input, label === 'Filter' ? 'Filter what is shown' : label);

  const options = useMemo(
    () => (list.open ? optionsAt(text, caret, fields) : []),
    [list.open, text, caret, fields],
  );
  const active = options[list.at];
  // A letter stands there before what it may become.
  const offered = useDeferredValue(options);

  const edit = (to: string, at: number): void => {
    setText(to);
    setCaret(at);
    setList({ open: true, at: -1 });
  };
  const take = (option: (typeof options)[number]): void => {
    const next = taken(text, option);
    edit(next.text, next.caret);
    requestAnimationFrame(() => {
      input.current?.focus();
      input.current?.setSelectionRange(next.caret, next.caret);
    });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      const ring = options.length + 1;
      setList({ open: true, at: list.open ? ((list.at + 1 + step + ring) % ring) - 1 : -1 });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      if (active !== undefined) take(active);
      else {
        setList({ open: false, at: -1 });
        apply(text);
      }
    } else if (event.key === 'Tab' && active !== undefined) {
      event.preventDefault();
      take(active);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (options.length > 0) setList({ open: false, at: -1 });
      else input.current?.blur();
    }
  };

  const followScroll = (): void => {
    if (layer.current !== null && input.current !== null) layer.current.scrollLeft = input.current.scrollLeft;
  };
  // Reading it lays the whole page out, unless that is done: not for each of fifty lines a second, but where the text has changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is what is scrolled.
  useEffect(() => afterPaint(followScroll), [text]);

  const wrong = trouble?.is === 'filter' && text.trim() === q ? trouble : null;
  return (
    <search className="filter">
      <div className={wrong === null ? 'box' : 'box wrong'}>
        <Icon size={15}>
          <path d="M1.5 3h12M3.5 7.5h8M6 12h3" strokeLinecap="round" />
        </Icon>
        <div className="field">
          <FilterText ref={layer} text={text} />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label={label}
            aria-expanded={offered.length > 0}
            aria-controls={`${id}-options`}
            aria-activedescendant={active === undefined ? undefined : `${id}-${list.at}`}
            aria-autocomplete="list"
            aria-invalid={wrong !== null}
            aria-describedby={wrong === null ? undefined : `${id}-wrong`}
            placeholder={placeholder}
            autoComplete="off"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="search"
            value={text}
            onChange={({ target }) => edit(target.value, target.selectionStart ?? target.value.length)}
            onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
            onScroll={followScroll}
            onKeyDown={onKeyDown}
            onFocus={() => {
              pushed.current = false;
            }}
            onBlur={() => {
              setList({ open: false, at: -1 });
              if (!unfinished(text)) apply(text);
            }}
          />
        </div>
        {text === '' ? (
          <kbd title="Press / to come here">/</kbd>
        ) : (
          <button
            type="button"
            className="bare clear"
            aria-label="Clear the filter"
            title="Clear the filter"
            onClick={() => {
              setText('');
              onApply('', 'push');
              input.current?.focus();
            }}
          >
            <Icon size={12}>
              <path d="m2.5 2.5 7 7M9.5 2.5l-7 7" strokeLinecap="round" />
            </Icon>
          </button>
        )}
        {children}
      </div>
      <Options id={id} options={offered} at={list.at} onTake={take} />
      {wrong !== null && <FilterError id={`${id}-wrong`} q={q} trouble={wrong} />}
    </search>
  );
};
