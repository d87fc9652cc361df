import { type Static, Type } from 'typebox';

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] });

const outcomes = ['recorded', 'duplicate', 'ignored', 'unread', 'parked'] as const;

/** What became of a delivery. `ignored`: it tells of no change, and is kept raw. */
export const DeliveryAnswer = Type.Object({
  position: Type.Integer({ description: 'Pass it as min_pos to read what this wrote.' }),
  status: oneOf(outcomes),
  changes: Type.Array(Type.String(), { description: 'Ids of the changes that the delivery tells of.' }),
  alerts: Type.Array(Type.String(), { description: 'Ids of the alerts that the delivery tells of.' }),
  why: Type.Union([Type.String(), Type.Null()], { description: 'Why it, or a part of it, is no change.' }),
});
export type DeliveryAnswer = Static<typeof DeliveryAnswer>;

const EventResult = Type.Object({
  status: oneOf([...outcomes, 'refused'] as const),
  change: Type.Union([Type.String(), Type.Null()]),
  why: Type.Union([Type.String(), Type.Null()]),
  refusal: Type.Union([
    Type.Object({ code: Type.String(), detail: Type.String(), next: Type.String() }),
    Type.Null(),
  ]),
});
export type EventResult = Static<typeof EventResult>;

/** One result an event, in the order they were sent. */
export const EventsAnswer = Type.Object({ position: Type.Integer(), results: Type.Array(EventResult) });
export type EventsAnswer = Static<typeof EventsAnswer>;

export const ReplayRequest = Type.Object({
  since: Type.Optional(Type.String({ description: 'ISO 8601. All that is kept where it is not given.' })),
});

export const ReplayAnswer = Type.Object({
  deliveries: Type.Integer({ description: 'Read again.' }),
  changed: Type.Integer({ description: 'Of these, how many say something else now.' }),
  observed: Type.Integer({ description: 'Observations written.' }),
  withdrawn: Type.Integer({ description: 'Observations withdrawn.' }),
  unreadable: Type.Integer({
    description: 'Deliveries whose body could not be read, and which were left alone.',
  }),
  position: Type.Integer(),
});
export type ReplayAnswer = Static<typeof ReplayAnswer>;

/** How far a replay is. `done` and `of` are deliveries; null where the process that was asked does not know. */
export const ReplayState = Type.Object({
  id: Type.String(),
  source: Type.String(),
  at: Type.String({ format: 'date-time' }),
  state: oneOf(['waiting', 'running', 'done', 'failed']),
  done: Type.Union([Type.Integer(), Type.Null()]),
  of: Type.Union([Type.Integer(), Type.Null()]),
  /** Why the last attempt failed. */
  why: Type.Union([Type.String(), Type.Null()]),
  replayed: Type.Union([ReplayAnswer, Type.Null()]),
});
export type ReplayState = Static<typeof ReplayState>;

export const NewTestAlert = Type.Object({
  service: Type.String({ maxLength: 200, pattern: '\\S', description: 'As the catalog knows it.' }),
  environment: Type.Optional(Type.String({ maxLength: 200 })),
  minutes: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 60, default: 6, description: 'After which it resolves itself.' }),
  ),
});
export type NewTestAlert = Static<typeof NewTestAlert>;

export const TestAlertMade = Type.Object({
  alert: Type.String(),
  endsAt: Type.String({ format: 'date-time' }),
  position: Type.Integer(),
});
export type TestAlertMade = Static<typeof TestAlertMade>;
