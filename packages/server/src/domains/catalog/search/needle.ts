import type { Ast } from '@nightjar/query/ast';
import { joinedBy } from '../vocabulary.ts';
import type { Synonyms } from './synonyms.ts';

/** Something to be found by its name, or by what is said of it. Lower case. */
export type Needle = {
  readonly is: 'word' | 'beginning' | 'phrase';
  readonly text: string;
  /** Other words that mean the same, by configuration. */
  readonly synonyms: readonly string[];
  /** What may have been meant where nothing is called so. */
  readonly corrections: readonly Correction[];
};

/** Another word, and how many letters away it is: 1 an edit, 0.5 more where the needle is only its beginning. */
export type Correction = { readonly text: string; readonly edits: number };

/** The words at the top of a query are searched for and rank; words within OR and NOT only filter. Undefined for those. */
export const needleOf = (ast: Ast, synonyms: Synonyms): Needle | undefined => {
  switch (ast.is) {
    case 'word':
      return { is: 'word', text: ast.word, synonyms: synonyms.get(ast.word) ?? [], corrections: [] };
    case 'prefix':
      return { is: 'beginning', text: ast.word, synonyms: [], corrections: [] };
    case 'phrase':
      return { is: 'phrase', text: ast.text, synonyms: [], corrections: [] };
    default:
      return undefined;
  }
};

/** All words as one name, as they are best corrected: who types `checkout api` may mean `checkout-api`. */
export const joinedText = (needles: readonly Needle[]): string =>
  joinedBy('-', needles.map(({ text, corrections: [first] }) => first?.text ?? text).join(' '));
