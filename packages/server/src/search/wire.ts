import { type Static, Type } from 'typebox';
import { OrNull, oneOf, Text, Time } from '../wire.ts';

/** What can be found, in the order in which groups that are equally near are told. */
export const found = ['services', 'teams', 'people', 'runbooks', 'views', 'changes'] as const;
export type Found = (typeof found)[number];

export const SearchQuery = Type.Object({
  /** Words, the last of them as far as it is typed. What can be read as a filter of the catalog narrows as well: `tier:0 pricing`. */
  q: Type.String({ maxLength: 2_000 }),
  /** Of each group so many; 6 where not given. */
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
});

export const SearchHit = Type.Object({
  group: oneOf(found),
  /** `service`, `api`, `team`, …; of a change what changed; `runbook`; of a view the screen it is of. */
  kind: Text,
  /** A reference of the catalog, the id of a change, the id of a view; of a runbook the reference of what it is of, and its address. */
  id: Text,
  title: Text,
  subtitle: OrNull(Text),
  /** A path of the pages, or for a runbook where it is. */
  address: Text,
  /** When it changed, for a change. */
  at: OrNull(Time),
});
export type SearchHit = Static<typeof SearchHit>;

export const SearchAnswer = Type.Object({
  /** The group with the nearest first, and in each the nearest first. */
  hits: Type.Array(SearchHit),
  /** Groups that did not answer in time, or failed: what they hold is not among the hits. */
  missing: Type.Array(oneOf(found)),
});
export type SearchAnswer = Static<typeof SearchAnswer>;
