import { type Static, Type } from 'typebox';

const moment = Type.String({ format: 'date-time' });
const orNull = Type.Union([moment, Type.Null()]);

export const ReconcilerState = Type.Object({
  name: Type.String(),
  source: Type.String(),
  origin: Type.String({ description: 'What is asked: github.com/acme.' }),
  state: Type.Unsafe<'fine' | 'behind' | 'refused' | 'unreachable'>({
    type: 'string',
    enum: ['fine', 'behind', 'refused', 'unreachable'],
    description:
      'behind: there is more to fetch, or a limit is waited for. refused: the credentials are not accepted, and are tried again every 15 minutes.',
  }),
  why: Type.Union([Type.String(), Type.Null()]),
  since: Type.Union([moment, Type.Null()], { description: 'Since when it stands so.' }),
  triedAt: orNull,
  reachedAt: orNull,
  cursor: Type.Union([moment, Type.Null()], { description: 'Everything before it has been looked at.' }),
  nextAt: Type.Union([moment, Type.Null()], { description: 'When it looks again.' }),
});
export type ReconcilerState = Static<typeof ReconcilerState>;

export const ReconcilerList = Type.Object({ reconcilers: Type.Array(ReconcilerState) });
export type ReconcilerList = Static<typeof ReconcilerList>;
