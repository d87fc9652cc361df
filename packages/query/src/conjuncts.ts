import type { Ast } from './ast.ts';

export type Equality = { readonly field: string; readonly values: readonly string[] };

const conjuncts = (ast: Ast): readonly Ast[] => (ast.is === 'and' ? ast.of : [ast]);

/** The words that every matching row has, phrases' words among them: what an index on words can be asked for. */
export const wordsOf = (ast: Ast): string[] => [
  ...new Set(
    conjuncts(ast).flatMap((node) =>
      node.is === 'word' ? [node.word] : node.is === 'phrase' ? node.words : [],
    ),
  ),
];

/** The names that every matching row has in a field: one of `values`. A field asked twice is listed twice. */
export const equalities = (ast: Ast): Equality[] =>
  conjuncts(ast).flatMap((node) =>
    node.is === 'matches' && node.any.every(({ is }) => is === 'exact')
      ? [{ field: node.field, values: node.any.map(({ text }) => text) }]
      : [],
  );
