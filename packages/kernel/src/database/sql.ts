/** A statement and its values, never text glued together. */
export type Sql = { readonly parts: readonly string[]; readonly values: readonly unknown[] };

const isSql = (value: unknown): value is Sql =>
  typeof value === 'object' && value !== null && 'parts' in value && 'values' in value;

/** Tagged template: each `${value}` becomes a parameter; a nested Sql is spliced in. */
export const sql = (strings: TemplateStringsArray, ...inputs: readonly unknown[]): Sql => {
  const parts: string[] = [strings[0] ?? ''];
  const values: unknown[] = [];
  inputs.forEach((input, index) => {
    const after = strings[index + 1] ?? '';
    if (!isSql(input)) {
      values.push(input);
      parts.push(after);
      return;
    }
    parts[parts.length - 1] += input.parts[0] ?? '';
    parts.push(...input.parts.slice(1));
    parts[parts.length - 1] += after;
    values.push(...input.values);
  });
  return { parts, values };
};

/** Text of our own as it stands. Never text from outside. */
export const raw = (text: string): Sql => ({ parts: [text], values: [] });

/** A quoted identifier, `"schema"."table"`. */
export const identifier = (...names: readonly string[]): Sql =>
  raw(names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.'));

export const join = (items: readonly Sql[], separator: string): Sql =>
  items.length === 0 ? raw('') : items.reduce((whole, item) => sql`${whole}${raw(separator)}${item}`);

/** The text with `$1, $2, …`, as the driver wants it. */
export const textOf = (statement: Sql): string =>
  statement.parts.reduce((text, part, index) => (index === 0 ? part : `${text}$${index}${part}`), '');
