import type { Ast, Match, Operator, Quantity } from './ast.ts';
import { boundsOf } from './bounds.ts';
import { complement, type Fragment, joined, parameter, text } from './fragment.ts';
import { allWords, beginsWith, contains, wordBeginning } from './pattern.ts';
import { type Field, fieldOf, type Registry } from './registry.ts';

const namesSql = ({ type, sql }: Field<never>, any: readonly Match[]): Fragment => {
  const exact = any.filter(({ is }) => is === 'exact').map((match) => match.text);
  const prefixes = any.filter(({ is }) => is === 'prefix').map((match) => match.text);
  const exactly: readonly Fragment[] =
    exact.length === 0
      ? []
      : type === 'keywords'
        ? [parameter(`${sql} && `, exact, '::text[]')]
        : [
            exact.length === 1
              ? parameter(`${sql} = `, exact[0], '::text')
              : parameter(`${sql} = any(`, exact, '::text[])'),
          ];
  const beginnings = prefixes.map((prefix) =>
    type === 'keywords'
      ? parameter(`exists (select from unnest(${sql}) as name where name like `, beginsWith(prefix), ')')
      : parameter(`${sql} like `, beginsWith(prefix), ''),
  );
  return joined([...exactly, ...beginnings], 'or', 'false');
};

const textSql = (sql: string, any: readonly Match[]): Fragment =>
  joined(
    any.map(({ is, text: asked }) =>
      parameter(`${sql} like `, is === 'exact' ? contains(asked) : beginsWith(asked), ''),
    ),
    'or',
    'false',
  );

const quantitySql = (sql: string, operator: Operator | '=', to: Quantity, now: Date): Fragment => {
  if (to.is === 'number') return parameter(`${sql} ${operator} `, to.number, '::float8');
  const { from, until } = boundsOf(operator, to, now);
  const edge = (sign: string, at: number): Fragment =>
    parameter(`${sql} ${sign} `, new Date(at).toISOString(), '::timestamptz');
  return joined(
    [...(from === undefined ? [] : [edge('>=', from)]), ...(until === undefined ? [] : [edge('<', until)])],
    'and',
    'true',
  );
};

/**
 * A condition for WHERE: true exactly for the rows that `toPredicate` accepts. A missing value makes its term NULL, which
 * `and` and `or` carry on as "no match"; a negation asks `is not true`, so NULL never turns into a match or hides one.
 * (Wrapping every term in coalesce() would be two-valued as well, but no index would serve it.)
 * To negate the whole, negate the AST, or write `is not true`, never `not`.
 */
export const toSql = <Row>(ast: Ast, registry: Registry<Row>, now: Date): Fragment => {
  const field = (name: string): Field<never> => fieldOf(registry, name) as Field<never>;
  const words = (query: string): Fragment => parameter(`${registry.text.wordsSql} @@ `, query, '::tsquery');
  const build = (node: Ast): Fragment => {
    switch (node.is) {
      case 'and':
        return joined(node.of.map(build), 'and', 'true');
      case 'or':
        return joined(node.of.map(build), 'or', 'false');
      case 'not':
        return complement(build(node.of));
      case 'word':
        return words(allWords([node.word]));
      case 'prefix':
        return words(wordBeginning(node.word));
      case 'phrase': {
        const whole = parameter(`${registry.text.normalisedSql} like `, contains(node.text), '');
        return joined([words(allWords(node.words)), whole], 'and', 'true');
      }
      case 'present': {
        const { type, sql } = field(node.field);
        return text(type === 'keywords' ? `cardinality(${sql}) > 0` : `${sql} is not null`);
      }
      case 'matches':
        return namesSql(field(node.field), node.any);
      case 'contains':
        return textSql(field(node.field).sql, node.any);
      case 'equals': {
        const { sql } = field(node.field);
        return joined(
          node.any.map((to) => quantitySql(sql, '=', to, now)),
          'or',
          'false',
        );
      }
      case 'compares':
        return quantitySql(field(node.field).sql, node.operator, node.to, now);
    }
  };
  return build(ast);
};
