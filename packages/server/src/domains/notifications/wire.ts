import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../wire.ts';

/** Where people are told of pages. `unreachable`: its vendor does not answer. `refused`: a person has to act, `why` says how. */
const NotifiedPlace = Type.Object({
  place: Text,
  title: Text,
  provider: Text,
  state: oneOf(['fine', 'refused', 'unreachable']),
  /** The vendor's word for what keeps it. */
  code: OrNull(Text),
  why: OrNull(Text),
  /** Since when it stands so; null where it never was otherwise. */
  since: OrNull(Time),
  toldAt: OrNull(Time),
  /** Pages told of. */
  told: Count,
  /** Pages that nobody there was told of within the hour. */
  notTold: Count,
  notToldAt: OrNull(Time),
  /** Whether pages are told there; a connection by which people are only heard stands in the list as well. */
  tells: Type.Boolean(),
  /** Whether what people answer there is heard: buttons and commands. */
  hears: Type.Boolean(),
});
export type NotifiedPlace = Static<typeof NotifiedPlace>;

/** What needs somebody first. */
export const NotificationList = Type.Object({
  places: Type.Array(NotifiedPlace),
  position: Count,
  stale: Type.Boolean(),
});
export type NotificationList = Static<typeof NotificationList>;

export const NewPlaceTest = Type.Object({
  place: Type.String({
    maxLength: 100,
    description: 'As the list of places has it: `slack C0123ABCD`, `teams`.',
  }),
  incident: Type.Optional(
    Type.String({
      pattern: '^[A-Z0-9]{7,40}$',
      description: 'Of PagerDuty: by its id, the incident that gets the note.',
    }),
  ),
});
export type NewPlaceTest = Static<typeof NewPlaceTest>;

/** What a place answered to a test. */
export const PlaceTest = Type.Object({
  place: Text,
  title: Text,
  outcome: oneOf(['ok', 'refused', 'limited', 'unreachable']),
  /** `ok`, or the vendor's word for what keeps it: `channel_not_found`, `invalid_auth`. */
  code: Text,
  /** What that means, and what to do next. */
  says: Text,
});
export type PlaceTest = Static<typeof PlaceTest>;

export const NotificationQuery = Type.Object({ min_pos: Type.Optional(Type.Integer({ minimum: 0 })) });
