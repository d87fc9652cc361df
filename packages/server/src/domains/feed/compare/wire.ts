import { type Static, Type } from 'typebox';
import { ListQuery } from '../wire.ts';

const Time = Type.String({ format: 'date-time' });

/** Two windows and what to count in them. The filter should speak of no time: the windows do. */
export const CompareQuery = Type.Object({
  ...Type.Pick(ListQuery, ['q', 'view', 'min_pos', 'consistency']).properties,
  /** The window that is looked at, half-open (ISO 8601). */
  from: Time,
  to: Time,
  /** The window that it is compared with. */
  other_from: Time,
  other_to: Time,
});
export type CompareQuery = Static<typeof CompareQuery>;

const Window = Type.Object({ from: Time, to: Time, count: Type.Integer() });

const Difference = Type.Object({
  name: Type.String(),
  /** `appeared`: in this window and not in the other; `gone`: the other way round. */
  is: Type.Unsafe<'appeared' | 'gone' | 'more' | 'fewer'>({
    type: 'string',
    enum: ['appeared', 'gone', 'more', 'fewer'],
  }),
  /** How many changes in this window, and in the other. */
  here: Type.Integer(),
  there: Type.Integer(),
});
export type Difference = Static<typeof Difference>;

const Differences = Type.Object({
  /** What differs most first; what may well be chance is left out. */
  of: Type.Array(Difference),
  /** How many more differ. */
  leftOff: Type.Integer(),
});
export type Differences = Static<typeof Differences>;

/** What is in one window of time and not in another, or more often, or less. */
export const Comparison = Type.Object({
  here: Window,
  there: Window,
  services: Differences,
  kinds: Differences,
  actors: Differences,
  /** More changes were there than could be looked at: figures are estimates, and nothing is said to have appeared or gone. */
  partial: Type.Boolean(),
  position: Type.Integer(),
  stale: Type.Boolean(),
});
export type Comparison = Static<typeof Comparison>;
