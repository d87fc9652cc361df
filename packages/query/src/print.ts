import type { Ast, Match, Quantity } from './ast.ts';
import { printMoment } from './moment.ts';
import { isConnective } from './scan.ts';

/** As a phrase, whatever signs it holds: `field:${quote(value)}` means just this value. */
export const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** A value of a field as people write it: quoted only where it has to be. */
export const quoteIfNeeded = (text: string): string =>
  text === '' || /[\s()",*]|^[<>]/.test(text) ? quote(text) : text;

const printMatch = ({ is, text }: Match): string => quoteIfNeeded(text) + (is === 'prefix' ? '*' : '');

const printQuantity = (quantity: Quantity): string =>
  quantity.is === 'number' ? String(quantity.number) : printMoment(quantity);

/** Parentheses where the grammar needs them: an `or` inside anything, an `and` under a negation. */
const inner = (ast: Ast, within: 'and' | 'or' | 'not'): string => {
  const loose = ast.is === 'or' || (ast.is === 'and' && within === 'not');
  return loose ? `(${print(ast)})` : print(ast);
};

/** The canonical text: `parse(print(ast))` answers the same AST. */
export const print = (ast: Ast): string => {
  switch (ast.is) {
    case 'and':
      return ast.of.map((item) => inner(item, 'and')).join(' ');
    case 'or':
      return ast.of.map((item) => inner(item, 'or')).join(' OR ');
    case 'not':
      return `-${inner(ast.of, 'not')}`;
    case 'word':
      return isConnective(ast.word) ? quote(ast.word) : ast.word;
    case 'prefix':
      return `${ast.word}*`;
    case 'phrase':
      return quote(ast.text);
    case 'present':
      return `${ast.field}:*`;
    case 'matches':
    case 'contains':
      return `${ast.field}:${ast.any.map(printMatch).join(',')}`;
    case 'equals':
      return `${ast.field}:${ast.any.map(printQuantity).join(',')}`;
    case 'compares':
      return `${ast.field}:${ast.operator}${printQuantity(ast.to)}`;
  }
};
