/**
 * Rows as columns, each one text parameter that PostgreSQL splits again with `string_to_table`: several times cheaper than
 * the driver's array literals, which quote and escape every element. The separators are control characters, which JSON
 * always escapes and `line.ts` takes out of names and texts.
 */
export const betweenRows = '\u001e';
const betweenItems = '\u001f';

/** An empty text stands for null: no column here holds an empty text that means anything. */
export const column = <Row>(rows: readonly Row[], value: (row: Row) => string | number | null): string =>
  rows.map((row) => value(row) ?? '').join(betweenRows);

export const listColumn = <Row>(rows: readonly Row[], items: (row: Row) => readonly string[]): string =>
  rows.map((row) => items(row).join(betweenItems)).join(betweenRows);
