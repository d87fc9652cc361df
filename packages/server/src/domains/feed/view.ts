import { type Ast, and, not } from '@nightjar/query/ast';
import type { View } from './wire.ts';

const mentions = (ast: Ast, field: string): boolean => {
  switch (ast.is) {
    case 'and':
    case 'or':
      return ast.of.some((part) => mentions(part, field));
    case 'not':
      return mentions(ast.of, field);
    default:
      return 'field' in ast && ast.field === field;
  }
};

/** Whether a filter asks for nothing but these fields; a word asks for none of them. */
export const asksOnly = (ast: Ast, fields: ReadonlySet<string>): boolean => {
  switch (ast.is) {
    case 'and':
    case 'or':
      return ast.of.every((part) => asksOnly(part, fields));
    case 'not':
      return asksOnly(ast.of, fields);
    default:
      return 'field' in ast && fields.has(ast.field);
  }
};

/** What the quiet view leaves out. */
export const isLow: Ast = { is: 'matches', field: 'priority', any: [{ is: 'exact', text: 'low' }] };

/** Whether a filter leaves it to us what is hidden: one that speaks of priorities, or names a change, means what it says. */
export const hides = (view: View, ast: Ast): boolean =>
  view === 'quiet' && !mentions(ast, 'priority') && !mentions(ast, 'id');

/** What matches a filter in a view, by itself: whether it is the newest of its bundle is not its own to say. */
export const inView = (view: View, ast: Ast): Ast => (hides(view, ast) ? and([ast, not(isLow)]) : ast);
