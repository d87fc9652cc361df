import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { boundCursor, boundKey, isText } from '../../../page/bound-cursor.ts';
import { alertGroups } from './projection.ts';
import { refuse } from './refusals.ts';
import type {
  AlertGroup,
  AlertGroupMembersQuery,
  AlertGroupPage,
  AlertGroupQuery,
  AlertGroupWithMembers,
  GroupMember,
} from './wire.ts';

type Times = 'firstAt' | 'lastAt' | 'endedAt';
type Row = Omit<AlertGroup, Times | 'state'> & {
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly endedAt: Date | null;
};

type Page = { readonly limit: number; readonly cursor?: string | undefined };

const groupsWhere = async (reader: Reader, where: Sql): Promise<AlertGroup[]> => {
  const rows = await reader.many<Row>(sql`
    select g.id, a.title, a.severity, a.environment, g.lead, g.count, g.firing, g.services, g.service_count as "serviceCount",
      g.first_at as "firstAt", g.last_at as "lastAt", g.ended_at as "endedAt", g.diagnosis, g.merged_into as "mergedInto"
    from ${reader.table(alertGroups, 'grp')} g join ${reader.table(alertGroups, 'alert')} a on a.id = g.lead
    where g.org = ${reader.caller.org} and ${where}`);
  return rows.map(({ firstAt, lastAt, endedAt, ...row }) => ({
    ...row,
    state: row.firing > 0 ? 'open' : 'ended',
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
};

/** The place after which a page goes on: a time and an id. */
const placeIn = (cursor: string, org: number, asked: string): { at: Date; id: string } => {
  const [at, id] = boundKey(cursor, org, asked) ?? [];
  if (!Number.isSafeInteger(at) || !isText(id)) throw refuse('groups.cursor');
  return { at: new Date(at as number), id };
};

const stands = (state: AlertGroupQuery['state']): Sql =>
  state === undefined ? sql`true` : state === 'open' ? sql`g.firing > 0` : sql`g.firing = 0`;

const holds = (reader: Reader, alert: string | undefined): Sql =>
  alert === undefined
    ? sql`true`
    : sql`g.id = (select h.grp from ${reader.table(alertGroups, 'alert')} h where h.id = ${alert})`;

/** Groups of alerts, those that began last first; those that were merged into others are told as part of them. */
export const groupsLike = async (
  reader: Reader,
  { state, alert, limit, cursor }: Page & Pick<AlertGroupQuery, 'state' | 'alert'>,
): Promise<AlertGroupPage> => {
  const { org } = reader.caller;
  const asked = JSON.stringify(['groups', state, alert]);
  const place = cursor === undefined ? undefined : placeIn(cursor, org, asked);
  const after = place === undefined ? sql`true` : sql`(g.first_at, g.id) < (${place.at}, ${place.id})`;
  const rows = await groupsWhere(
    reader,
    sql`g.merged_into is null and ${stands(state)} and ${holds(reader, alert)} and ${after} order by g.first_at desc, g.id desc limit ${limit + 1}`,
  );
  const groups = rows.slice(0, limit);
  const last = groups.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    groups,
    next: more ? boundCursor([Date.parse(last.firstAt), last.id], org, asked) : null,
    position: reader.position,
    stale: reader.stale,
  };
};

/** One group, and a page of what it holds. */
export const groupById = async (
  reader: Reader,
  id: string,
  { open = false, limit, cursor }: Page & Pick<AlertGroupMembersQuery, 'open'>,
): Promise<AlertGroupWithMembers> => {
  const { org } = reader.caller;
  const [group] = await groupsWhere(reader, sql`g.id = ${id}`);
  if (group === undefined) throw refuse('groups.unknown', { detail: `There is no group of alerts ${id}.` });
  const asked = JSON.stringify(['members', id, open]);
  const order = open ? sql`m.at desc, m.alert desc` : sql`m.at, m.alert`;
  const place = cursor === undefined ? undefined : placeIn(cursor, org, asked);
  const after =
    place === undefined
      ? sql`true`
      : open
        ? sql`(m.at, m.alert) < (${place.at}, ${place.id})`
        : sql`(m.at, m.alert) > (${place.at}, ${place.id})`;
  // An alert that fires again may be of another group by then.
  const standing = open ? sql`a.state <> 'resolved' and a.grp = m.grp` : sql`true`;
  const rows = await reader.many<Omit<GroupMember, 'at'> & { at: Date }>(sql`
    select m.alert, a.title, a.severity, a.state, a.services, a.environment, m.at, m.why
    from ${reader.table(alertGroups, 'member')} m join ${reader.table(alertGroups, 'alert')} a on a.id = m.alert
    where m.grp = ${id} and ${standing} and ${after} order by ${order} limit ${limit + 1}`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    ...group,
    members: page.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
    next: more ? boundCursor([last.at.getTime(), last.alert], org, asked) : null,
    position: reader.position,
    stale: reader.stale,
  };
};
