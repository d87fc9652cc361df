import type { Terminal } from '../terminal.ts';
import { pad, plain, width } from './width.ts';

/** Rows under their headings, each column as wide as it needs. */
export const table = (
  terminal: Terminal,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): void => {
  const clean = rows.map((row) => row.map(plain));
  const widths = headings.map((heading, at) =>
    Math.max(width(heading), ...clean.map((row) => width(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => pad(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  terminal.line(terminal.paint('dim', line(headings)));
  for (const row of clean) terminal.line(line(row));
};
