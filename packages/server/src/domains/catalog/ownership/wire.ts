import { contactSlots, readers } from '@nightjar/descriptors/description';
import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../../wire.ts';
import { At, Fresh, Named } from '../wire.ts';

/** Who answers for it at this moment. */
export const Who = Type.Object({
  entity: Named,
  tier: OrNull(Count),
  /** One sentence to read at 3 a.m. */
  answer: Text,
  owners: Type.Array(
    Type.Object({
      owner: Named,
      chosen: Type.Boolean(),
      /** 0 to 1, from who says so, how often and how long ago. */
      confidence: Type.Number(),
      /** Why we think so: "catalog-info.yaml of acme/pricing says so, 3 days ago". */
      reasons: Type.Array(Text),
      said: Type.Array(Type.Object({ by: oneOf(readers), source: Text, at: Time, lastSeen: OrNull(Time) })),
    }),
  ),
  contested: Type.Boolean(),
  /** In the order to try: the service's own, then its owners', then those of the team above, its system and domain. */
  contacts: Type.Array(Type.Object({ slot: oneOf(contactSlots), label: Text, url: OrNull(Text), of: Named })),
  people: Type.Array(Named),
  /** Nobody has described it since; not there where somebody does. */
  goneSince: Type.Optional(Time),
  at: OrNull(Time),
  position: Count,
  stale: Type.Boolean(),
});
export type Who = Static<typeof Who>;

export const nudges = [
  'no-owner',
  'unknown-owner',
  'unreachable-owner',
  'contested',
  'stale',
  'unseen',
  'namesakes',
] as const;

export const NudgeList = Type.Object({
  nudges: Type.Array(
    Type.Object({
      entity: Named,
      tier: OrNull(Count),
      is: oneOf(nudges),
      detail: Text,
      /** What would settle it. */
      next: Text,
      /** Who might. */
      ask: Type.Array(Named),
    }),
  ),
  next: OrNull(Text),
  /** Not all was looked at in time for what is stale or unseen: a filter narrows it. */
  cut: Type.Boolean(),
});
export type NudgeList = Static<typeof NudgeList>;

export const NudgesQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 2000 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  cursor: Type.Optional(Type.String({ maxLength: 2000 })),
  ...At,
  ...Fresh,
});
