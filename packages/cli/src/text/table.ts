import type { Terminal } from '../terminal.ts';
import { fit, pad, plain, width } from './width.ts';

const narrowest = 8;

/** Rows under their headings, each column as wide as it needs; one (the second where not said) gives way where the terminal is narrower. */
export const table = (
  terminal: Terminal,
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  { gives = 1 } = {},
): void => {
  const clean = rows.map((row) => row.map(plain));
  const widths = headings.map((heading, at) =>
    Math.max(width(heading), ...clean.map((row) => width(row[at] ?? ''))),
  );
  const over = widths.reduce((sum, one) => sum + one + 2, -2) - terminal.columns;
  const wide = widths[gives] ?? 0;
  if (over > 0) widths[gives] = Math.min(wide, Math.max(narrowest, wide - over));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, at) => pad(fit(cell, widths[at] ?? 0), widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  terminal.line(terminal.paint('dim', line(headings)));
  for (const row of clean) terminal.line(line(row));
};
