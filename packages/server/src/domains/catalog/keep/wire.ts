import { contactSlots, relationTypes } from '@nightjar/descriptors/description';
import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text } from '../../../wire.ts';
import { EntityCard } from '../wire.ts';

/** One entity as a device keeps it: its card, how to reach whoever answers for it, where to look, and what it says it needs. */
const KeptEntity = Type.Object({
  ...EntityCard.properties,
  runtime: OrNull(Text),
  deployment: OrNull(Text),
  repository: OrNull(Type.Object({ url: Text, path: OrNull(Text) })),
  contacts: Type.Array(Type.Object({ slot: oneOf(contactSlots), label: Text, url: OrNull(Text) })),
  links: Type.Array(Type.Object({ group: Text, links: Type.Array(Type.Object({ label: Text, url: Text })) })),
  aliases: Type.Array(Text),
  /** Edges that it says itself; at most 50. `inverse`: that `type` this. */
  relations: Type.Array(
    Type.Object({ type: oneOf(relationTypes), to: Text, inverse: Type.Optional(Type.Boolean()) }),
  ),
});
export type KeptEntity = Static<typeof KeptEntity>;

/**
 * What is of use when Nightjar cannot be reached: first the services of whoever asks and those of tier 0 and 1, then others as
 * far as there is room, and the teams, people and systems that they name.
 */
export const KeptCatalog = Type.Object({
  entities: Type.Array(KeptEntity),
  /** How many of them are services. */
  services: Count,
  /** No service was left out. */
  whole: Type.Boolean(),
  position: Count,
});
export type KeptCatalog = Static<typeof KeptCatalog>;

export const KeepQuery = Type.Object({
  /** What the catalog calls whoever asks: what they and their teams own comes first. */
  me: Type.Optional(Type.String({ maxLength: 200 })),
});
