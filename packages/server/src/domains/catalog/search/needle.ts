import type { Ast } from '@nightjar/query/ast';
import { normalise } from '@nightjar/query/words';
import type { Synonyms } from './synonyms.ts';

/** Something to be found by its name, or by what is said of it. Lower case. */
export type Needle = {
  readonly is: 'word' | 'beginning' | 'phrase';
  readonly text: string;
  /** Other words that mean the same, by configuration. */
  readonly synonyms: readonly string[];
};

/** The words at the top of a query are searched for and rank; words within OR and NOT only filter. Undefined for those. */
export const needleOf = (ast: Ast, synonyms: Synonyms): Needle | undefined => {
  switch (ast.is) {
    case 'word':
      return { is: 'word', text: ast.word, synonyms: synonyms.get(ast.word) ?? [] };
    case 'prefix':
      return { is: 'beginning', text: ast.word, synonyms: [] };
    case 'phrase':
      return { is: 'phrase', text: ast.text, synonyms: [] };
    default:
      return undefined;
  }
};

/** Names are the same whichever sign joins their words: `checkout-api`, `checkout_api`, `Checkout API`. */
export const joinedBy = (sign: string, name: string): string =>
  normalise(name)
    .replace(/[-_.\s/:@]+/g, sign)
    .replace(/^-+|-+$/g, '');

/** All words as one name: who types `checkout api` may mean `checkout-api`. */
export const joinedText = (needles: readonly Needle[]): string =>
  joinedBy('-', needles.map((it) => it.text).join(' '));
