import type { Ast } from '@nightjar/query/ast';
import { allWords, wordBeginning } from '@nightjar/query/pattern';
import { lexeme, type Named } from './line.ts';

/** What a matching row must have in its index of words: a condition that may let through more than the filter does. */
export type Necessary =
  | { readonly is: 'lexeme'; readonly lexeme: string }
  | { readonly is: 'beginning'; readonly word: string }
  | { readonly is: 'all'; readonly of: readonly Necessary[] }
  | { readonly is: 'any'; readonly of: readonly Necessary[] };

const named: Readonly<Record<string, Named>> = {
  service: 'service',
  env: 'environment',
  kind: 'kind',
  status: 'status',
  actor: 'actor',
  version: 'version',
  tag: 'tag',
};

const all = (of: readonly (Necessary | null)[]): Necessary | null => {
  const known = of.filter((it) => it !== null);
  return known.length === 0 ? null : { is: 'all', of: known };
};

const any = (of: readonly (Necessary | null)[]): Necessary | null =>
  of.length === 0 || of.includes(null) ? null : { is: 'any', of: of.filter((it) => it !== null) };

const word = (text: string): Necessary => ({ is: 'lexeme', lexeme: text });

/** Null where the index cannot tell: a negation, a time, a number, a piece of text. */
export const necessary = (ast: Ast): Necessary | null => {
  switch (ast.is) {
    case 'and':
      return all(ast.of.map(necessary));
    case 'or':
      return any(ast.of.map(necessary));
    case 'word':
      return word(ast.word);
    case 'prefix':
      return { is: 'beginning', word: ast.word };
    case 'phrase':
      return all(ast.words.map(word));
    case 'matches': {
      const field = named[ast.field];
      if (field === undefined || ast.any.some((match) => match.is === 'prefix')) return null;
      return any(ast.any.map((match) => word(lexeme(field, match.text))));
    }
    default:
      return null;
  }
};

/** As the text of a tsquery. */
export const tsquery = (it: Necessary): string => {
  switch (it.is) {
    case 'lexeme':
      return allWords([it.lexeme]);
    case 'beginning':
      return wordBeginning(it.word);
    case 'all':
      return `(${it.of.map(tsquery).join(' & ')})`;
    case 'any':
      return `(${it.of.map(tsquery).join(' | ')})`;
  }
};

/** The share of rows that have it if lexemes met by chance alone: a guess. Undefined where nobody knows. */
export const likelihoodOf = (it: Necessary, share: (lexeme: string) => number): number | undefined => {
  if (it.is === 'lexeme') return share(it.lexeme);
  if (it.is === 'beginning') return undefined;
  const parts = it.of.map((part) => likelihoodOf(part, share)).filter((part) => part !== undefined);
  if (parts.length < it.of.length) return undefined;
  return it.is === 'all'
    ? parts.reduce((product, part) => product * part, 1)
    : Math.min(
        1,
        parts.reduce((sum, part) => sum + part, 0),
      );
};
