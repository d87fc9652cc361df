import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../wire.ts';

const Name = Type.String({ minLength: 1, maxLength: 500 });

/** What a sender writes: a `name`; or a `join` and its `value`; or an `environment`. */
export const MatchOnWire = Type.Union([
  Type.Object({ name: Name }, { additionalProperties: false }),
  Type.Object({ join: Name, value: Name }, { additionalProperties: false }),
  Type.Object({ environment: Name }, { additionalProperties: false }),
]);
export type MatchOnWire = Static<typeof MatchOnWire>;

/** A service is named as people name it: `pricing`, `service:payments/ledger`. */
export const MeantOnWire = Type.Union([
  Type.Object({ service: Name }, { additionalProperties: false }),
  Type.Object({ environment: Name }, { additionalProperties: false }),
]);
export type MeantOnWire = Static<typeof MeantOnWire>;

export const NewRule = Type.Object({
  /** Of one source, or `*`: of all. */
  source: Name,
  match: MatchOnWire,
  to: MeantOnWire,
  /** Read the deliveries that are kept of it again, so that the past is corrected too. */
  replay: Type.Optional(Type.Boolean()),
});
export type NewRule = Static<typeof NewRule>;

export const RuleCard = Type.Object({
  id: Text,
  source: Text,
  match: MatchOnWire,
  to: MeantOnWire,
  by: Text,
  at: Time,
});
export type RuleCard = Static<typeof RuleCard>;

const DefaultCard = Type.Object({
  source: Text,
  service: OrNull(Text),
  environment: OrNull(Text),
  by: Text,
  at: Time,
});

export const RuleList = Type.Object({
  rules: Type.Array(RuleCard),
  defaults: Type.Array(DefaultCard),
  position: Count,
  stale: Type.Boolean(),
});
export type RuleList = Static<typeof RuleList>;

/** The id of each replay that was begun: `GET /api/v1/replays/:id` tells how far it is. */
export const RuleAnswer = Type.Object({ id: Text, position: Count, replays: Type.Array(Text) });
export type RuleAnswer = Static<typeof RuleAnswer>;

export const NewDefault = Type.Object({
  service: Type.Optional(OrNull(Name)),
  environment: Type.Optional(OrNull(Name)),
  replay: Type.Optional(Type.Boolean()),
});
export type NewDefault = Static<typeof NewDefault>;

export const DefaultAnswer = Type.Object({ position: Count, replays: Type.Array(Text) });
export type DefaultAnswer = Static<typeof DefaultAnswer>;

/** What a source calls something, that nobody knew when it was reported. */
export const UnmappedItem = Type.Object({
  source: Text,
  /** Null where it is a name; `value` is empty where the sender named nothing. */
  join: OrNull(Text),
  value: Text,
  /** The names beside an id: what the sender's adapter guesses from it. */
  names: Type.Array(Text),
  reports: Count,
  last: Time,
  /** Ids of changes, the latest first. */
  examples: Type.Array(Text),
  /** The nearest names of the catalog. */
  near: Type.Array(Text),
  /** `rule`: a rule and a replay settle it. `alias`: it was reported over the API, and an alias of the service does. `default`: the sender names nothing. */
  settledBy: oneOf(['rule', 'alias', 'default']),
  /** What it would be found to be today; the past is not corrected yet. */
  today: OrNull(Type.Object({ services: Type.Array(Text), by: Text })),
});
export type UnmappedItem = Static<typeof UnmappedItem>;

export const UnmappedList = Type.Object({
  items: Type.Array(UnmappedItem),
  /** There are more, or may be. */
  more: Type.Boolean(),
  position: Count,
  stale: Type.Boolean(),
});
export type UnmappedList = Static<typeof UnmappedList>;

export const Fresh = Type.Object({
  min_pos: Type.Optional(Type.Integer({ minimum: 0 })),
  consistency: Type.Optional(oneOf(['eventual', 'strong'])),
});

export const UnmappedQuery = Type.Object({
  source: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
  min_pos: Type.Optional(Type.Integer({ minimum: 0 })),
  consistency: Type.Optional(oneOf(['eventual', 'strong'])),
});
