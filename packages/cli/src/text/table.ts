import type { Terminal } from '../terminal.ts';
import { fit, pad, plain, width } from './width.ts';

const narrowest = 8;

/** Rows under their headings, each column as wide as it needs; the second gives way where the terminal is narrower. */
export const table = (
  terminal: Terminal,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): void => {
  const clean = rows.map((row) => row.map(plain));
  const widths = headings.map((heading, at) =>
    Math.max(width(heading), ...clean.map((row) => width(row[at] ?? ''))),
  );
  const over = widths.reduce((sum, one) => sum + one + 2, -2) - terminal.columns;
  const [, second = 0] = widths;
  if (over > 0) widths[1] = Math.min(second, Math.max(narrowest, second - over));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => pad(fit(cell, widths[at] ?? 0), widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  terminal.line(terminal.paint('dim', line(headings)));
  for (const row of clean) terminal.line(line(row));
};
