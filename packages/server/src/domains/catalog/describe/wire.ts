import { readers } from '@nightjar/descriptors/description';
import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../../wire.ts';

/** Why a document was not taken in, and where. */
const DocumentRefusal = Type.Object({
  code: Text,
  detail: Text,
  line: Count,
  column: Count,
  next: Text,
});

export const DescribedDocument = Type.Object({
  /** From 1. */
  document: Count,
  line: Count,
  status: oneOf(['described', 'unchanged', 'refused']),
  /** What it describes; several where a document tells of several, none where it was refused. */
  entities: Type.Array(Text),
  warnings: Type.Array(DocumentRefusal),
  refusal: OrNull(DocumentRefusal),
});
export type DescribedDocument = Static<typeof DescribedDocument>;

/** The answer to a file of descriptors. */
export const Descriptors = Type.Object({
  position: Count,
  source: Text,
  results: Type.Array(DescribedDocument),
});
export type Descriptors = Static<typeof Descriptors>;

/** What was read elsewhere, in the shape of @nightjar/descriptors. */
export const DescriptionsBody = Type.Object({
  by: oneOf(readers),
  /** Names what was looked at: `github.com/acme/pricing`, `folder /srv/shop`. */
  origin: Type.String({ minLength: 1, maxLength: 500 }),
  /** All that the reader has to say about the origin: what it said before and not now is withdrawn, or fades. */
  whole: Type.Optional(Type.Boolean()),
  /** Places that are there and could not be read: of a whole run, their earlier word stands. */
  unread: Type.Optional(Type.Array(Type.String({ maxLength: 1000 }), { maxItems: 10_000 })),
  at: Type.Optional(Time),
  descriptions: Type.Array(
    Type.Object({
      entity: Text,
      name: Type.String({ minLength: 1, maxLength: 300 }),
      place: Type.String({ maxLength: 1000 }),
      line: Type.Optional(Count),
      confidence: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
      says: Type.Record(Text, Type.Unknown()),
    }),
    { maxItems: 10_000 },
  ),
});
export type DescriptionsBody = Static<typeof DescriptionsBody>;

export const Described = Type.Object({
  position: Count,
  described: Count,
  unchanged: Count,
  withdrawn: Count,
  refused: Type.Array(Type.Object({ entity: Text, detail: Text, pointer: Text })),
});
export type Described = Static<typeof Described>;
