import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../wire.ts';

/** Bytes of a body that holds at most a secret. */
export const smallBody = 16 * 1024;

const sourceStates = ['unconnected', 'waiting', 'receiving', 'quiet', 'failing'] as const;

export const SourceCard = Type.Object({
  name: Text,
  title: Text,
  group: oneOf(['code', 'delivery', 'flags', 'infrastructure', 'alerts', 'chat', 'anything']),
  brings: Text,
  proof: oneOf(['signature', 'token', 'key']),
  state: Type.Unsafe<(typeof sourceStates)[number]>({
    type: 'string',
    enum: [...sourceStates],
    description:
      'unconnected: it has no secret; waiting: nothing has come yet; receiving: within a day; quiet: longer ago; failing: see why.',
  }),
  why: OrNull(Type.String({ description: 'What is wrong, where it is failing.' })),
  lastDelivery: OrNull(Time),
  /** Of the last 24 hours, by what became of them. */
  day: Type.Object({ recorded: Count, ignored: Count, unread: Count, parked: Count }),
  unread: Type.Integer({ description: 'Deliveries that are kept and could not be read yet.' }),
  clockAheadMs: Type.Integer({ description: 'By which its clock is ahead of ours; 0 where it is right.' }),
});
export type SourceCard = Static<typeof SourceCard>;

export const SourceList = Type.Object({
  sources: Type.Array(SourceCard),
  unopened: Type.Integer({ description: 'Secrets that cannot be opened with the key at hand.' }),
});
export type SourceList = Static<typeof SourceList>;

const SecretCard = Type.Object({
  id: Text,
  lastFour: Text,
  given: Type.Boolean({ description: 'The sender’s own.' }),
  createdAt: OrNull(Time),
  createdBy: OrNull(Text),
  is: Type.Unsafe<'open' | 'other-key' | 'damaged' | 'lost'>({
    type: 'string',
    enum: ['open', 'other-key', 'damaged', 'lost'],
    description: 'other-key: another key sealed it; damaged: it was changed; lost: it is not there.',
  }),
});
export type SecretCard = Static<typeof SecretCard>;

const outcomes = ['recorded', 'ignored', 'unread', 'parked'] as const;
export type DeliveryOutcome = (typeof outcomes)[number];

const DeliveryCard = Type.Object({
  position: Type.Integer(),
  delivery: Text,
  event: OrNull(Text),
  at: Time,
  outcome: oneOf(outcomes),
  why: OrNull(Text),
  changes: Type.Array(Text, { description: 'Ids of the changes it told of, at most 20.' }),
  count: Type.Integer({ description: 'Reports of changes and alerts in it.' }),
  kept: Type.Boolean({ description: 'Its body is still there.' }),
});
export type DeliveryCard = Static<typeof DeliveryCard>;

const RefusedCard = Type.Object({
  verdict: Type.Unsafe<'unsigned' | 'forged' | 'stale' | 'no-secret'>({
    type: 'string',
    enum: ['unsigned', 'forged', 'stale', 'no-secret'],
    description: 'no-secret: it came while the source had none here.',
  }),
  count: Count,
  first: Time,
  last: Time,
});
export type RefusedCard = Static<typeof RefusedCard>;

export const SourcePage = Type.Object({
  source: SourceCard,
  url: Type.String({ description: 'Where its senders are to send.' }),
  otherUrls: Type.Array(Text),
  steps: Type.Array(Text, { description: 'What to do at the sender; `{secret}` stands for the secret.' }),
  paste: OrNull(Type.Object({ label: Text, language: Text, text: Text })),
  docs: Text,
  theirs: Type.Boolean({ description: 'Its sender makes the secret: it is only taken here, never made.' }),
  secrets: Type.Array(SecretCard),
  fromEnvironment: Type.Integer({ description: 'Secrets that are set in the environment.' }),
  recent: Type.Array(DeliveryCard),
  refused: Type.Array(RefusedCard),
  position: Type.Integer(),
  stale: Type.Boolean(),
});
export type SourcePage = Static<typeof SourcePage>;

export const NewSecret = Type.Object({
  secret: Type.Optional(Type.String({ description: 'The sender’s own; one is made where it is not given.' })),
});

/** The only time that a secret is shown, and only where Nightjar has made it. */
export const MadeSecret = Type.Object({
  id: Text,
  secret: OrNull(Text),
  lastFour: Text,
  position: Type.Integer(),
});
export type MadeSecret = Static<typeof MadeSecret>;

export const Done = Type.Object({ position: Type.Integer() });

export const DeliveryPage = Type.Object({
  position: Type.Integer(),
  delivery: Text,
  event: Text,
  receivedAt: Time,
  headers: Type.Record(Type.String(), Type.String()),
  body: Type.String({ description: 'As it is kept, secrets redacted; JSON is indented.' }),
  cut: Type.Boolean({ description: 'Only its beginning is here.' }),
  redacted: Type.Array(Text, { description: 'The rules by which something was taken out.' }),
});
export type DeliveryPage = Static<typeof DeliveryPage>;

export const ReadAgain = Type.Object({
  outcome: oneOf(outcomes),
  why: OrNull(Text),
  observed: Type.Integer({ description: 'Observations written, because it says something else now.' }),
  withdrawn: Count,
  changes: Type.Array(Text),
  alerts: Type.Array(Text),
  position: Type.Integer(),
});
export type ReadAgain = Static<typeof ReadAgain>;
