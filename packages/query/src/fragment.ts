/** A piece of a statement and its values, the shape that the server's `sql` tag splices in. */
export type Fragment = { readonly parts: readonly string[]; readonly values: readonly unknown[] };

/** One value with text of our own around it: `parameter('r.at >= ', value, '::timestamptz')`. */
export const parameter = (before: string, value: unknown, after: string): Fragment => ({
  parts: [before, after],
  values: [value],
});

export const text = (own: string): Fragment => ({ parts: [own], values: [] });

const append = (left: Fragment, right: Fragment): Fragment => ({
  parts: [
    ...left.parts.slice(0, -1),
    (left.parts.at(-1) ?? '') + (right.parts[0] ?? ''),
    ...right.parts.slice(1),
  ],
  values: [...left.values, ...right.values],
});

/** `(a and b)`; of no items, the condition named by `nothing`. */
export const joined = (items: readonly Fragment[], word: 'and' | 'or', nothing: string): Fragment => {
  const [first, ...rest] = items;
  if (first === undefined) return text(nothing);
  if (rest.length === 0) return first;
  const whole = rest.reduce(
    (left, item) => append(append(left, text(` ${word} `)), item),
    append(text('('), first),
  );
  return append(whole, text(')'));
};

/** Every row that the condition does not accept, those where it is NULL among them. */
export const complement = (item: Fragment): Fragment =>
  append(append(text('('), item), text(') is not true'));
