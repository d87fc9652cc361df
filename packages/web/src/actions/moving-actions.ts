import { moveFocus } from '../ui/moving.ts';
import type { Action } from './action.ts';

type Root = { readonly current: HTMLElement | null };

const lineOf = (root: Root): HTMLElement | null => {
  const line = document.activeElement?.closest<HTMLElement>('.row, .entity-row, .source-row, .alert-title') ?? null;
  return line !== null && root.current?.contains(line) ? line : null;
};

/** Arrows scroll the page until one is in the lines. */
const moves = (root: Root, step: number) => (key: KeyboardEvent | null) =>
  root.current !== null &&
  (key?.key.startsWith('Arrow') !== true || lineOf(root) !== null) &&
  moveFocus(root.current, step);

/** From line to line, and into one. */
export const movingActions = (root: Root): readonly Action[] => [
  {
    name: 'line.next',
    label: 'The next line',
    group: 'Lines',
    shortcut: ['j', 'ArrowDown'],
    offered: 'keys',
    repeats: true,
    run: moves(root, 1),
  },
  {
    name: 'line.before',
    label: 'The line before',
    group: 'Lines',
    shortcut: ['k', 'ArrowUp'],
    offered: 'keys',
    repeats: true,
    run: moves(root, -1),
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
