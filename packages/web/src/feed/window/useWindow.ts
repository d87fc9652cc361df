import {
  type RefObject,
  startTransition,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useReducer,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { offerReach } from '../../ui/moving.ts';
import { byDay } from '../days.ts';
import { lineId } from '../folding.ts';
import { lineAt, placeNamed, type Roll } from '../roll.ts';
import { extentOf } from './extent.ts';
import { newHeights } from './heights.ts';
import { type Piece, piecesOf, type Run, runsOf } from './pieces.ts';
import { useMeasured } from './useMeasured.ts';

/** Lines drawn beyond the edges of the screen, so that none is empty while it is scrolled to… */
const spare = 10;
/** …and how near to their end it may come before more are drawn. */
const least = 3;
/** What a line and a heading are taken for until they are measured, in px; on a narrow page they are higher. */
const guess = () => (innerWidth > 760 ? { line: 35, heading: 39 } : { line: 57, heading: 39 });

/** So many lines from one frame to the next, twice running, are too many to be read: what comes into sight is drawn in brief… */
const fast = 3;
/** …until the list has stood still for so long. */
const restMs = 120;

type Sight = Run & { readonly brisk: boolean };

const onScreen = (): Sight => ({ from: 0, to: Math.ceil(innerHeight / guess().line), brisk: false });

/** More lines than this are drawn in steps where nobody scrolls: between two of them a key that is pressed is answered. */
const step = 10;
const atTop: Sight = { from: 0, to: step, brisk: false };

/** A step from what is drawn towards what is to be; all of it where the two have nothing in common. */
const towards = (drawn: Run, wanted: Run): Run => {
  if (wanted.from > drawn.to || wanted.to < drawn.from) return wanted;
  return {
    from: Math.max(wanted.from, drawn.from - step),
    to: Math.min(wanted.to, drawn.to + step),
  };
};

export type Windowed = {
  /** The element that holds the pieces. */
  readonly list: RefObject<HTMLDivElement | null>;
  readonly pieces: readonly Piece[];
  readonly length: number;
  /** It is scrolled faster than anyone reads. */
  readonly brisk: boolean;
};

/**
 * Of a list of any length, what is near the screen stands in the document, in the flow of the page: the browser keeps the
 * place of what is read when something above it changes. `openId` names a line that stays, and so does the one with the focus.
 * Whenever `topped` changes, the page goes to its top.
 */
export const useWindow = (roll: Roll, openId: string | null, topped: number): Windowed => {
  const list = useRef<HTMLDivElement>(null);
  const [heights] = useState(() => newHeights(guess()));
  const [sight, setSight] = useState<Sight>(onScreen);
  /** `calls`: whether the page was sent to its top since the list stands. */
  const [topping, setTopping] = useState({ at: topped, calls: false });
  // While it is drawn: of the lines that are left behind none is drawn in the place of another.
  if (topping.at !== topped) {
    setTopping({ at: topped, calls: true });
    setSight(atTop);
  }
  useLayoutEffect(() => {
    if (topping.calls) scrollTo({ top: 0 });
  }, [topping]);
  const [, draw] = useReducer((n: number) => n + 1, 0);
  /** Where the focus is, and where it is about to go. */
  const focused = useRef<string | null>(null);
  const called = useRef<string | null>(null);

  const days = useMemo(() => byDay(roll), [roll]);
  const version = heights.version();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` is what `heights` has come to know.
  const extent = useMemo(() => extentOf(roll, days, heights), [roll, days, heights, version]);
  const latest = useRef({ roll, extent, sight });
  latest.current = { roll, extent, sight };

  const pace = useRef({ first: 0, moved: 0 });
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const look = useCallback((how: 'now' | 'soon'): void => {
    if (list.current === null) return;
    const { roll, extent, sight } = latest.current;
    const top = -list.current.getBoundingClientRect().top;
    const [first, last] = [extent.placeAt(top), extent.placeAt(top + innerHeight)];
    const moved = Math.abs(first - pace.current.first);
    const brisk = how === 'now' && Math.min(moved, pace.current.moved) > fast;
    if (how === 'now') pace.current = { first, moved };
    if (sight.brisk || brisk) {
      clearTimeout(resting.current);
      const rest = (): void => startTransition(() => setSight((now) => ({ ...now, brisk: false })));
      resting.current = setTimeout(rest, restMs);
    }
    const covered =
      sight.from <= Math.max(0, first - least) && sight.to >= Math.min(roll.length, last + 1 + least);
    const wasteful = sight.to - sight.from > last - first + 4 * spare;
    if (covered && !wasteful) return;
    const next = { from: first - spare, to: last + 1 + spare };
    if (how === 'now') flushSync(() => setSight({ ...next, brisk }));
    else setSight({ ...towards(sight, next), brisk });
  }, []);

  useEffect(() => {
    // In the same frame: what comes into sight is never empty.
    const scrolled = (): void => look('now');
    const options = { passive: true } as const;
    addEventListener('scroll', scrolled, options);
    addEventListener('resize', scrolled, options);
    return () => {
      clearTimeout(resting.current);
      removeEventListener('scroll', scrolled);
      removeEventListener('resize', scrolled);
    };
  }, [look]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another roll or extent other lines are in sight.
  useEffect(() => look('soon'), [look, roll, extent, sight]);

  useLayoutEffect(() => {
    const root = list.current;
    if (root === null) return;
    const nameOf = (target: EventTarget | Element | null): string | null =>
      target instanceof Element
        ? (target.closest<HTMLElement>('[data-line]')?.dataset['line'] ?? null)
        : null;
    const into = ({ target }: FocusEvent): void => {
      focused.current = nameOf(target);
      called.current = null;
    };
    const out = ({ relatedTarget }: FocusEvent): void => {
      if (document.hasFocus() && nameOf(relatedTarget) === null) focused.current = null;
    };
    root.addEventListener('focusin', into);
    root.addEventListener('focusout', out);
    const withdrawOffer = offerReach(root, {
      length: () => latest.current.roll.length,
      placeOf: (row) => {
        const name = nameOf(row);
        return name === null ? -1 : placeNamed(latest.current.roll, name);
      },
      bring: (place) => {
        const line = lineAt(latest.current.roll, place);
        if (line === undefined) return null;
        called.current = lineId(line);
        flushSync(draw);
        return root.querySelector<HTMLElement>(`[data-line="${CSS.escape(lineId(line))}"] > .row`);
      },
    });
    return () => {
      root.removeEventListener('focusin', into);
      root.removeEventListener('focusout', out);
      withdrawOffer();
    };
  }, []);

  useMeasured(list, roll, heights, draw);

  const kept = [openId, focused.current, called.current];
  const places = kept.map((name) => (name === null ? -1 : placeNamed(roll, name)));
  return {
    list,
    pieces: piecesOf(days, runsOf(sight, places, roll.length), extent),
    length: roll.length,
    brisk: sight.brisk,
  };
};
