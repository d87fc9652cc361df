import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../wire.ts';

const Screen = oneOf(['feed', 'catalog']);

export const ViewCard = Type.Object({
  name: Text,
  query: Text,
  screen: Screen,
  /** Of the feed: every change one by one, and not told in short. */
  all: Type.Boolean(),
  /** All of the organisation have it; else it is the caller's own. */
  shared: Type.Boolean(),
  /** What who saved it is called, where that is known. */
  by: OrNull(Text),
  at: Time,
  /** Where the pages show it. */
  address: Text,
});
export type ViewCard = Static<typeof ViewCard>;

/** The caller's own first, each list by name. */
export const ViewList = Type.Object({ views: Type.Array(ViewCard), position: Count, stale: Type.Boolean() });
export type ViewList = Static<typeof ViewList>;

/** A name and a filter may be as long as they like here: what is too long is refused in words. */
export const NewView = Type.Object({
  query: Text,
  screen: Type.Optional(Screen),
  all: Type.Optional(Type.Boolean()),
  /** For all of the organisation; else for the caller alone. */
  shared: Type.Optional(Type.Boolean()),
  /** Takes the place of what is saved under the name. */
  replace: Type.Optional(Type.Boolean()),
});
export type NewView = Static<typeof NewView>;

export const ViewAnswer = Type.Object({ view: ViewCard, position: Count });
export type ViewAnswer = Static<typeof ViewAnswer>;

export const ViewRemoval = Type.Object({ position: Count });
