import { type Static, type TSchema, Type } from 'typebox';
import { kinds, Link, phases } from '../../change/observation.ts';
import { statuses } from './course.ts';

const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] });
const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const Text = Type.String();
const Time = Type.String({ format: 'date-time' });

const ActorShape = Type.Object({
  name: Text,
  kind: oneOf(['human', 'automation', 'unknown']),
  onBehalfOf: OrNull(Text),
});

/** A change as it stands: the fold of its observations. */
export const Change = Type.Object({
  id: Text,
  source: Text,
  key: Text,
  kind: oneOf(kinds),
  status: oneOf(statuses),
  at: Time,
  startedAt: OrNull(Time),
  finishedAt: OrNull(Time),
  revertedAt: OrNull(Time),
  durationMs: OrNull(Type.Integer()),
  title: Text,
  services: Type.Array(Text),
  environment: OrNull(Text),
  actor: OrNull(ActorShape),
  version: OrNull(Text),
  previousVersion: OrNull(Text),
  links: Type.Array(Link),
  revert: OrNull(Link),
  summary: OrNull(Text),
  tags: Type.Record(Text, Text),
});
export type Change = Static<typeof Change>;

/** One report about a change, as the log keeps it. */
export const ObservationOnWire = Type.Object({
  position: Type.Integer(),
  recordedAt: Time,
  phase: oneOf(phases),
  at: Time,
  title: Text,
  actor: OrNull(ActorShape),
  version: OrNull(Text),
  summary: OrNull(Text),
  links: Type.Array(Link),
  /** What the sender said that has no field of its own. */
  extra: Type.Record(Text, Type.Unknown()),
});
export type ObservationOnWire = Static<typeof ObservationOnWire>;

export const ChangePage = Type.Object({
  changes: Type.Array(Change),
  /** Opaque; null on the last page. */
  next: OrNull(Text),
  /** The log's position that this page has at least seen, and whether that is less than was asked for. */
  position: Type.Integer(),
  stale: Type.Boolean(),
});
export type ChangePage = Static<typeof ChangePage>;

export const ChangeWithObservations = Type.Intersect([
  Change,
  Type.Object({
    observations: Type.Array(ObservationOnWire),
    position: Type.Integer(),
    stale: Type.Boolean(),
  }),
]);
export type ChangeWithObservations = Static<typeof ChangeWithObservations>;
