/** `text` as it is written in a filter, quotes and all. */
type Value = { readonly text: string; readonly says: string };

/** One thing a filter may ask for, as the box offers it. */
export type Field = { readonly name: string; readonly says: string; readonly values: readonly Value[] };

/** Values that need no word beside them. */
export const plainly = (...texts: string[]): readonly Value[] => texts.map((text) => ({ text, says: '' }));
