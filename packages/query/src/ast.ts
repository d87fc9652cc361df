import type { Moment } from './moment.ts';

export type Operator = '>' | '>=' | '<' | '<=';
export type Match = { readonly is: 'exact' | 'prefix'; readonly text: string };
export type Quantity = { readonly is: 'number'; readonly number: number } | Moment;

/** One test of a row. Words and phrases are as words.ts makes them, names are folded, fields have their own name, not an alias. */
export type Term =
  | { readonly is: 'word'; readonly word: string }
  | { readonly is: 'prefix'; readonly word: string }
  | { readonly is: 'phrase'; readonly text: string; readonly words: readonly string[] }
  | { readonly is: 'present'; readonly field: string }
  | { readonly is: 'matches'; readonly field: string; readonly any: readonly Match[] }
  /** In a text: exact means that it stands somewhere, prefix that the text begins with it. */
  | { readonly is: 'contains'; readonly field: string; readonly any: readonly Match[] }
  | { readonly is: 'equals'; readonly field: string; readonly any: readonly Quantity[] }
  | { readonly is: 'compares'; readonly field: string; readonly operator: Operator; readonly to: Quantity };

/** A query. `and` of nothing is the empty query: every row. */
export type Ast =
  | Term
  | { readonly is: 'and'; readonly of: readonly Ast[] }
  | { readonly is: 'or'; readonly of: readonly Ast[] }
  | { readonly is: 'not'; readonly of: Ast };

const flat = (is: 'and' | 'or', items: readonly Ast[]): Ast => {
  const of = items.flatMap((item) => (item.is === is ? item.of : [item]));
  return of.length === 1 && of[0] !== undefined ? of[0] : { is, of };
};

/** All of them. Nested conjunctions are laid flat and a lone one stands for itself, so that one meaning has one shape. */
export const and = (items: readonly Ast[]): Ast => flat('and', items);

/** Any of them; at least one must be given. */
export const or = (items: readonly Ast[]): Ast => flat('or', items);

export const not = (of: Ast): Ast => ({ is: 'not', of });
