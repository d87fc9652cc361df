import type { Operator } from './ast.ts';
import { intervalOf, type Moment } from './moment.ts';

/** Milliseconds since 1970, from inclusive, until exclusive. Only whole milliseconds and half-open: a column with microseconds agrees with a Date. */
export type Bounds = { readonly from?: number; readonly until?: number };

export const boundsOf = (operator: Operator | '=', moment: Moment, now: Date): Bounds => {
  const { from, until } = intervalOf(moment, now);
  switch (operator) {
    case '=':
      return { from, until };
    case '>':
      return { from: until };
    case '>=':
      return { from };
    case '<':
      return { until: from };
    case '<=':
      return { until };
  }
};
