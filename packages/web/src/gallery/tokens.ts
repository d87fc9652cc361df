/** A colour of tokens.css: what it is by day and by night. */
export type Colour = { readonly name: string; readonly light: string; readonly dark: string };

/** The colours that a text of CSS names, one line a token. */
export const coloursIn = (css: string): readonly Colour[] =>
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => ({ name, light, dark }),
  );

/** Colours that words are written in; the others are grounds, edges, and the glyphs of kinds. */
export const inks: ReadonlySet<string> = new Set([
  'ink',
  'ink-2',
  'ink-3',
  'accent',
  'bad',
  'warn',
  'good',
  'info',
]);

/** Lengths that a text of CSS names, in pixels, as they are on a desk. */
export const lengthsIn = (css: string): readonly (readonly [name: string, px: number])[] => {
  const seen = new Map<string, number>();
  for (const [, name = '', px = ''] of css.matchAll(/--([\w-]+):\s*(\d+)px/g))
    if (!seen.has(name)) seen.set(name, Number(px));
  return [...seen];
};
