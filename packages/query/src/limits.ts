/** What a query may cost before it is refused. */
export type Limits = {
  /** Parentheses and negations inside one another. */
  readonly depth: number;
  /** Words, phrases and values. */
  readonly terms: number;
  /** UTF-16 units of the whole text. */
  readonly characters: number;
  /** UTF-16 units of one value, word or phrase. */
  readonly valueCharacters: number;
};

export const usualLimits: Limits = { depth: 20, terms: 100, characters: 4_096, valueCharacters: 200 };
