import { type Move, moveFocus } from '../ui/moving.ts';
import type { Action } from './action.ts';

type Root = { readonly current: HTMLElement | null };

const lineOf = (root: Root): HTMLElement | null => {
  const line =
    document.activeElement?.closest<HTMLElement>(
      '.row, .entity-row, .source-row, .alert-title, .suspect-change',
    ) ?? null;
  return line !== null && root.current?.contains(line) ? line : null;
};

/** Keys that scroll the page until one is in the lines. */
const scrolls = /^(?:Arrow|Page|Home$|End$)/;

const moves = (root: Root, move: Move) => (key: KeyboardEvent | null) =>
  root.current !== null &&
  (key === null || !scrolls.test(key.key) || lineOf(root) !== null) &&
  moveFocus(root.current, move);

/** From line to line, and into one. */
export const movingActions = (root: Root): readonly Action[] => [
  {
    name: 'line.next',
    label: 'The next line',
    group: 'Lines',
    shortcut: ['j', 'ArrowDown'],
    offered: 'keys',
    repeats: true,
    run: moves(root, { by: 'lines', step: 1 }),
  },
  {
    name: 'line.before',
    label: 'The line before',
    group: 'Lines',
    shortcut: ['k', 'ArrowUp'],
    offered: 'keys',
    repeats: true,
    run: moves(root, { by: 'lines', step: -1 }),
  },
  {
    name: 'line.screen-on',
    label: 'A screen of lines on',
    group: 'Lines',
    shortcut: 'PageDown',
    offered: 'keys',
    repeats: true,
    run: moves(root, { by: 'screens', step: 1 }),
  },
  {
    name: 'line.screen-back',
    label: 'A screen of lines back',
    group: 'Lines',
    shortcut: 'PageUp',
    offered: 'keys',
    repeats: true,
    run: moves(root, { by: 'screens', step: -1 }),
  },
  {
    name: 'line.first',
    label: 'The first line',
    group: 'Lines',
    shortcut: 'Home',
    offered: 'keys',
    run: moves(root, { to: 'first' }),
  },
  {
    name: 'line.last',
    label: 'The last line',
    group: 'Lines',
    shortcut: 'End',
    offered: 'keys',
    run: moves(root, { to: 'last' }),
  },
  {
    name: 'line.open',
    label: 'Open the line, or close it',
    group: 'Lines',
    // Enter is the browser's own: a line is a button or a link.
    shortcut: 'o',
    offered: 'keys',
    run: () => {
      const line = lineOf(root);
      line?.click();
      return line !== null;
    },
  },
];
