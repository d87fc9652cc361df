import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../wire.ts';

/** CEL expressions by field. Which fields there are, and what each takes, stands in `fields` of the answers. */
const MappingOnWire = Type.Record(Text, Type.String({ maxLength: 4000 }));

export const CustomCard = Type.Object({
  name: Text,
  title: Text,
  /** The path at which it is heard. */
  path: Text,
  /** What is being written; what is published, where nothing is. */
  mapping: MappingOnWire,
  /** 0 before the first was published. */
  version: Count,
  /** What is written differs from what is published. */
  drafted: Type.Boolean(),
  changedAt: Time,
  changedBy: OrNull(Text),
});
export type CustomCard = Static<typeof CustomCard>;

const FieldOnWire = Type.Object({
  name: Text,
  takes: oneOf(['bool', 'text', 'texts', 'instant', 'record']),
  doc: Text,
});

export const CustomPage = Type.Object({ source: CustomCard, fields: Type.Array(FieldOnWire) });
export type CustomPage = Static<typeof CustomPage>;

export const CustomList = Type.Object({
  sources: Type.Array(CustomCard),
  position: Count,
  stale: Type.Boolean(),
});
export type CustomList = Static<typeof CustomList>;

export const Draft = Type.Object({
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  mapping: Type.Optional(MappingOnWire),
});
export type Draft = Static<typeof Draft>;

export const Trial = Type.Object({ mapping: MappingOnWire });
export type Trial = Static<typeof Trial>;

const FaultOnWire = Type.Object({
  field: Text,
  /** Where in the expression, in UTF-16 units. */
  offset: Count,
  says: Text,
});

/** What a payload would become. `failed`: an expression fails on it, and it would be parked. */
export const Becomes = Type.Union([
  Type.Object({
    is: Type.Literal('change'),
    title: Text,
    services: Type.Array(Text),
    environment: OrNull(Text),
    at: Time,
    key: Text,
    kind: Text,
    phase: Text,
    actor: OrNull(Text),
    version: OrNull(Text),
    link: OrNull(Text),
    tags: Type.Record(Text, Text),
    summary: OrNull(Text),
  }),
  Type.Object({
    is: Type.Literal('alert'),
    title: Text,
    services: Type.Array(Text),
    environment: OrNull(Text),
    at: Time,
    key: Text,
    state: Text,
    severity: OrNull(Text),
  }),
  Type.Object({ is: Type.Literal('ignored'), why: Text }),
  Type.Object({ is: Type.Literal('unread'), why: Text }),
  Type.Object({ is: Type.Literal('failed'), field: Text, offset: Count, why: Text }),
]);
export type Becomes = Static<typeof Becomes>;

export const TriedPayload = Type.Object({
  delivery: Text,
  event: Text,
  receivedAt: Time,
  /** As it is kept: without its secrets, indented; cut where it is long. */
  body: Text,
  becomes: Becomes,
});
export type TriedPayload = Static<typeof TriedPayload>;

export const Tried = Type.Object({
  /** Of the expressions themselves, whatever the payload; nothing is read by a mapping that has any. */
  faults: Type.Array(FaultOnWire),
  /** The latest first. */
  payloads: Type.Array(TriedPayload),
});
export type Tried = Static<typeof Tried>;

export const Publication = Type.Object({
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  mapping: MappingOnWire,
  /** Read the payloads that are kept by it. */
  replay: Type.Optional(Type.Boolean()),
});
export type Publication = Static<typeof Publication>;

export const Published = Type.Object({
  version: Count,
  position: Count,
  /** Of the replay: `GET /api/v1/replays/:id`. */
  replay: OrNull(Text),
});
export type Published = Static<typeof Published>;
