import { kindOf } from '@nightjar/descriptors/ref';
import type { Sql } from '@nightjar/kernel/database/sql';
import { type Ast, and, not } from '@nightjar/query/ast';
import { parse } from '@nightjar/query/parse';
import { toSql } from '@nightjar/query/to-sql';
import { refuse } from '../refusals.ts';
import { fields } from './fields.ts';
import { type Needle, needleOf } from './needle.ts';
import type { Synonyms } from './synonyms.ts';

/** A query, taken apart into what is searched for and what only filters. */
export type Asked = {
  /** Empty: nothing is searched for, so the list is in the order of kinds, then of references (order.ts). */
  readonly needles: readonly Needle[];
  /** All the rest, and that what has gone is hidden unless the query speaks of `state`. */
  readonly filter: Ast;
  /** The filter over `e`, a row of `entity`. */
  readonly where: Sql;
  /** The only kind that can match, where the filter pins one. */
  readonly kind: string | null;
  /** What a matching row must have, in terms of indexes, where the filter alone does not tell it. */
  readonly necessary?: Sql;
};

const speaksOf = (ast: Ast, field: string): boolean => {
  if (ast.is === 'and' || ast.is === 'or') return ast.of.some((part) => speaksOf(part, field));
  if (ast.is === 'not') return speaksOf(ast.of, field);
  return 'field' in ast && ast.field === field;
};

/** Kinds by whichever name: `kind:component` is `kind:service`. */
const inOurWords = (ast: Ast): Ast => {
  if (ast.is === 'and' || ast.is === 'or') return { ...ast, of: ast.of.map(inOurWords) };
  if (ast.is === 'not') return not(inOurWords(ast.of));
  if (ast.is !== 'matches' || ast.field !== 'kind') return ast;
  return { ...ast, any: ast.any.map((it) => (it.is === 'exact' ? { ...it, text: kindOf(it.text) } : it)) };
};

const gone: Ast = { is: 'matches', field: 'state', any: [{ is: 'exact', text: 'gone' }] };

/** More words than this are a sentence, and each costs a look of its own. */
const mostNeedles = 8;

export const conjuncts = (ast: Ast): readonly Ast[] => (ast.is === 'and' ? ast.of : [ast]);

const kindIn = (filter: Ast): string | null => {
  for (const part of conjuncts(filter)) {
    if (part.is !== 'matches' || part.field !== 'kind') continue;
    const [only, second] = part.any;
    if (only?.is === 'exact' && second === undefined) return only.text;
  }
  return null;
};

export const parsed = (query: string): Ast => {
  const result = parse(query, fields);
  if (result.ok) return inOurWords(result.ast);
  const { message, offset, hint } = result.problem;
  throw refuse('catalog.filter', { detail: hint === '' ? message : `${message} ${hint}`, offset });
};

/** Reads a query; refuses with `catalog.filter` and the offset. `now` is what `-2h` counts from. */
export const asked = (query: string, synonyms: Synonyms, now: Date): Asked => {
  const needles: Needle[] = [];
  const rest: Ast[] = [];
  for (const part of conjuncts(parsed(query))) {
    const needle = needles.length < mostNeedles ? needleOf(part, synonyms) : undefined;
    if (needle === undefined) rest.push(part);
    else needles.push(needle);
  }
  const said = and(rest);
  const filter = speaksOf(said, 'state') ? said : and([said, not(gone)]);
  return { needles, filter, where: toSql(filter, fields, now), kind: kindIn(filter) };
};
