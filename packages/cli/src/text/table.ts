import type { Terminal } from '../terminal.ts';
import { fit, pad, plain, width } from './width.ts';

/** What a column shrinks to before it is left out; less says nothing. */
const narrowest = 10;
const gap = 2;

type Column = { readonly at: number; readonly wide: number };

/** From the right, up to the second column: what a line is about stands at its beginning. */
const fromTheRight = (columns: number): number[] =>
  Array.from({ length: Math.max(0, columns - 2) }, (_, n) => columns - 1 - n);

/** One after the other gives what it can, until all fit; undefined where that is not enough. */
const squeezed = (
  columns: readonly Column[],
  gives: readonly number[],
  room: number,
): readonly Column[] | undefined => {
  let over = columns.reduce((sum, { wide }) => sum + wide + gap, -gap) - room;
  const narrowed = new Map<number, number>();
  for (const at of gives) {
    const wide = columns.find((column) => column.at === at)?.wide ?? 0;
    const given = Math.max(0, Math.min(over, wide - narrowest));
    narrowed.set(at, wide - given);
    over -= given;
  }
  return over > 0 ? undefined : columns.map(({ at, wide }) => ({ at, wide: narrowed.get(at) ?? wide }));
};

const fitted = (all: readonly Column[], gives: readonly number[], room: number): readonly Column[] => {
  let columns = all;
  for (const next of gives) {
    const found = squeezed(columns, gives, room);
    if (found !== undefined) return found;
    columns = columns.filter(({ at }) => at !== next);
  }
  return columns;
};

/**
 * Rows under their headings, each column as wide as it needs. Where the terminal is narrower, columns give way in the order
 * of `gives` (from the right, where not said): empty ones go, then they shrink, then they go. Those not named stay whole.
 */
export const table = (
  terminal: Terminal,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { gives = fromTheRight(headings.length) }: { readonly gives?: readonly number[] } = {},
): void => {
  const clean = rows.map((row) => row.map(plain));
  const isEmpty = (at: number): boolean => clean.every((row) => (row[at] ?? '') === '');
  const all = headings.map((heading, at) => ({
    at,
    wide: clean.reduce((most, row) => Math.max(most, width(row[at] ?? '')), width(heading)),
  }));
  // What is empty in every row goes before anything is cut.
  const isTight = all.reduce((sum, { wide }) => sum + wide + gap, -gap) > terminal.columns;
  const worth = all.filter(({ at }) => !(isTight && gives.includes(at) && isEmpty(at)));
  const columns = fitted(worth, gives, terminal.columns);
  const line = (cells: readonly string[]): string =>
    columns
      .map(({ at, wide }) => pad(fit(cells[at] ?? '', wide), wide))
      .join(' '.repeat(gap))
      .trimEnd();
  terminal.line(terminal.paint('dim', line(headings)));
  for (const row of clean) terminal.line(line(row));
};
