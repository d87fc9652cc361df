import { type Static, Type } from 'typebox';
import { Count, OrNull, oneOf, Text, Time } from '../../../wire.ts';

/** Alerts of one cause, as one line. */
export const AlertGroup = Type.Object({
  id: Text,
  /** Open while an alert of it fires; ended when all are resolved. */
  state: oneOf(['open', 'ended']),
  /** That of the alert that leads. */
  title: Text,
  severity: OrNull(Text),
  environment: OrNull(Text),
  /** The id of the alert that stands for all: the first. */
  lead: Text,
  count: Count,
  firing: Count,
  /** At most fifty, those of most alerts first. */
  services: Type.Array(Text),
  serviceCount: Count,
  /** When its first and its last alert began. */
  firstAt: Time,
  lastAt: Time,
  endedAt: OrNull(Time),
  /** The id of its diagnosis; null where none was begun. */
  diagnosis: OrNull(Text),
  /** The group that it turned out to be a part of, which has its alerts now. */
  mergedInto: OrNull(Text),
});
export type AlertGroup = Static<typeof AlertGroup>;

/** Those that began last first. */
export const AlertGroupPage = Type.Object({
  groups: Type.Array(AlertGroup),
  /** Opaque; null on the last page. */
  next: OrNull(Text),
  position: Count,
  stale: Type.Boolean(),
});
export type AlertGroupPage = Static<typeof AlertGroupPage>;

const GroupMember = Type.Object({
  alert: Text,
  title: Text,
  severity: OrNull(Text),
  /** How it stands now; the alert may be of another group by then. */
  state: Text,
  services: Type.Array(Text),
  environment: OrNull(Text),
  /** When the episode began that is part of the group. */
  at: Time,
  /** What ties it to the others; null for the one that leads. */
  why: OrNull(Text),
});
export type GroupMember = Static<typeof GroupMember>;

export const AlertGroupWithMembers = Type.Intersect([
  AlertGroup,
  Type.Object({
    /** In order of time, a page of them. */
    members: Type.Array(GroupMember),
    next: OrNull(Text),
    position: Count,
    stale: Type.Boolean(),
  }),
]);
export type AlertGroupWithMembers = Static<typeof AlertGroupWithMembers>;

const page = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  cursor: Type.Optional(Type.String({ maxLength: 500 })),
  min_pos: Type.Optional(Type.Integer({ minimum: 0 })),
  consistency: Type.Optional(oneOf(['eventual', 'strong'])),
};

export const AlertGroupMembersQuery = Type.Object({
  open: Type.Optional(
    Type.Boolean({ description: 'Only those that fire or are taken on, those that began last first.' }),
  ),
  ...page,
});
export type AlertGroupMembersQuery = Static<typeof AlertGroupMembersQuery>;

export const AlertGroupQuery = Type.Object({
  state: Type.Optional(
    Type.Unsafe<'open' | 'ended'>({
      type: 'string',
      enum: ['open', 'ended'],
      description: 'All where not given.',
    }),
  ),
  alert: Type.Optional(
    Type.String({ maxLength: 100, description: 'The group that an alert is part of now.' }),
  ),
  ...page,
});
export type AlertGroupQuery = Static<typeof AlertGroupQuery>;
