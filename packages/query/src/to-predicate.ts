import type { Ast, Match, Operator, Quantity } from './ast.ts';
import { boundsOf } from './bounds.ts';
import { fold } from './fold.ts';
import { fieldOf, type Registry } from './registry.ts';

export type Predicate<Row> = (row: Row) => boolean;

type Test = (value: unknown) => boolean;

const namesTest = (any: readonly Match[]): Test => {
  const exact = new Set(any.filter(({ is }) => is === 'exact').map(({ text }) => text));
  const prefixes = any.filter(({ is }) => is === 'prefix').map(({ text }) => text);
  const holds = (value: unknown): boolean => {
    if (typeof value !== 'string') return false;
    const name = fold(value);
    return exact.has(name) || prefixes.some((prefix) => name.startsWith(prefix));
  };
  return (value) => (Array.isArray(value) ? value.some(holds) : holds(value));
};

const textTest =
  (any: readonly Match[]): Test =>
  (value) =>
    typeof value === 'string' &&
    any.some(({ is, text }) => (is === 'exact' ? value.includes(text) : value.startsWith(text)));

const numberTests: Record<Operator | '=', (value: number, to: number) => boolean> = {
  '=': (value, to) => value === to,
  '>': (value, to) => value > to,
  '>=': (value, to) => value >= to,
  '<': (value, to) => value < to,
  '<=': (value, to) => value <= to,
};

const millisecondsOf = (value: unknown): number =>
  value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;

const quantityTest = (operator: Operator | '=', to: Quantity, now: Date): Test => {
  if (to.is === 'number') {
    const test = numberTests[operator];
    return (value) => typeof value === 'number' && test(value, to.number);
  }
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = boundsOf(operator, to, now);
  return (value) => {
    const at = millisecondsOf(value);
    return at >= from && at < until;
  };
};

const isPresent: Test = (value) =>
  Array.isArray(value) ? value.length > 0 : value !== null && value !== undefined;

/** The same truth as `toSql`, for a row in memory. Relative times are fixed at `now`, once, when the predicate is made. */
export const toPredicate = <Row>(ast: Ast, registry: Registry<Row>, now: Date): Predicate<Row> => {
  const { words, normalised } = registry.text;
  const on = (name: string, test: Test): Predicate<Row> => {
    const { get } = fieldOf(registry, name);
    return (row) => test(get(row));
  };
  const build = (node: Ast): Predicate<Row> => {
    switch (node.is) {
      case 'and': {
        const tests = node.of.map(build);
        return (row) => tests.every((test) => test(row));
      }
      case 'or': {
        const tests = node.of.map(build);
        return (row) => tests.some((test) => test(row));
      }
      case 'not': {
        const test = build(node.of);
        return (row) => !test(row);
      }
      case 'word':
        return (row) => words(row).includes(node.word);
      case 'prefix':
        return (row) => words(row).some((word) => word.startsWith(node.word));
      case 'phrase':
        return (row) => {
          const present = words(row);
          return node.words.every((word) => present.includes(word)) && normalised(row).includes(node.text);
        };
      case 'present':
        return on(node.field, isPresent);
      case 'matches':
        return on(node.field, namesTest(node.any));
      case 'contains':
        return on(node.field, textTest(node.any));
      case 'equals': {
        const tests = node.any.map((to) => quantityTest('=', to, now));
        return on(node.field, (value) => tests.some((test) => test(value)));
      }
      case 'compares':
        return on(node.field, quantityTest(node.operator, node.to, now));
    }
  };
  return build(ast);
};
