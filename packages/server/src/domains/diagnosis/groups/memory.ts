import type { Queryable } from '@nightjar/kernel/database/database';
import { asRows } from '@nightjar/kernel/database/recordset';
import { sql } from '@nightjar/kernel/database/sql';
import type { Brief } from './fold.ts';

export const briefs = async (tx: Queryable, ids: readonly string[]): Promise<Map<string, Brief>> => {
  const rows = await tx.many<Omit<Brief, 'at' | 'moment'> & { at: Date; moment: Date }>(sql`
    select id, org, source, title, severity, services, environment, things, rule, signal, state, at, moment, place, reading, grp as "group"
    from alert where id = any(${ids}::text[])`);
  return new Map(
    rows.map((row) => [row.id, { ...row, at: row.at.toISOString(), moment: row.moment.toISOString() }]),
  );
};

const columns = `id text, org int, source text, title text, severity text, services text[], environment text, things text[],
  rule text, signal text, state text, at timestamptz, moment timestamptz, place text, reading int, "group" text`;

export const keepBriefs = async (tx: Queryable, rows: readonly Brief[]): Promise<void> => {
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into alert as a (id, org, source, title, severity, services, environment, things, rule, signal, state, at, moment,
      place, reading, grp)
    select r.id, r.org, r.source, r.title, r.severity, r.services, r.environment, r.things, r.rule, r.signal, r.state, r.at, r.moment,
      r.place, r.reading, r."group"
    from ${asRows(rows, columns)}
    on conflict (id) do update set title = excluded.title, severity = excluded.severity, services = excluded.services,
      environment = excluded.environment, things = excluded.things, rule = excluded.rule, signal = excluded.signal, state = excluded.state,
      at = excluded.at, moment = excluded.moment, place = excluded.place, reading = excluded.reading, grp = excluded.grp`);
};

export type Membership = {
  readonly group: string;
  readonly alert: string;
  readonly at: string;
  readonly why: string | null;
};

export type Founded = {
  readonly id: string;
  readonly org: number;
  readonly lead: string;
  readonly diagnosis: string | null;
  readonly at: string;
};

/** A group is founded by its first fact; what later ones say of its diagnosis is the same or nothing. */
export const keepGroups = async (
  tx: Queryable,
  groups: readonly Founded[],
  members: readonly Membership[],
): Promise<void> => {
  if (groups.length === 0) return;
  await tx.run(sql`
    insert into grp (id, org, lead, diagnosis, first_at, last_at)
    select r.id, r.org, r.lead, r.diagnosis, r.at, r.at
    from ${asRows(groups, 'id text, org int, lead text, diagnosis text, at timestamptz')}
    on conflict (id) do nothing`);
  await tx.run(sql`
    insert into member (grp, alert, at, why)
    select distinct on (r."group", r.alert) r."group", r.alert, r.at, r.why
    from ${asRows(members, '"group" text, alert text, at timestamptz, why text')}
    order by r."group", r.alert, r.at desc
    on conflict (grp, alert) do update set at = excluded.at, why = excluded.why`);
};

/** What the merged ones hold is the other's from now on. */
export const merge = async (tx: Queryable, into: string, merged: readonly string[]): Promise<void> => {
  await tx.run(sql`update alert set grp = ${into} where id in (
      select alert from member where grp = any(${merged}::text[])) and grp = any(${merged}::text[])`);
  await tx.run(sql`
    insert into member (grp, alert, at, why)
    select distinct on (alert) ${into}, alert, at, why from member where grp = any(${merged}::text[])
    order by alert, at
    on conflict (grp, alert) do nothing`);
  await tx.run(sql`delete from member where grp = any(${merged}::text[])`);
  await tx.run(sql`update grp set merged_into = ${into}, count = 0, firing = 0
    where id = any(${merged}::text[]) or merged_into = any(${merged}::text[])`);
};

/** Names of services that are kept with a group, those of most alerts first; there may be thousands. */
const mostServices = 50;

/** What follows from the members of groups. A group began when it did, though the first of it may have fired again since. */
export const reckon = async (tx: Queryable, groups: readonly string[]): Promise<void> => {
  if (groups.length === 0) return;
  await tx.run(sql`
    update grp g set count = s.count, firing = s.firing, first_at = least(g.first_at, s.first_at), last_at = s.last_at,
      ended_at = case when s.firing = 0 then s.moment end, services = coalesce(n.services, '{}'),
      service_count = coalesce(n.count, 0)
    from (
      select m.grp, count(*) as count, count(*) filter (where a.grp = m.grp and a.state <> 'resolved') as firing,
        min(m.at) as first_at, max(m.at) as last_at,
        coalesce(max(a.moment) filter (where a.grp = m.grp), max(m.at)) as moment
      from member m join alert a on a.id = m.alert where m.grp = any(${groups}::text[]) group by m.grp) s
    left join (
      select grp, count(*) as count, (array_agg(name order by alerts desc, name))[1:${mostServices}] as services
      from (
        select m.grp, min(name) as name, count(*) as alerts
        from member m join alert a on a.id = m.alert cross join unnest(a.services) as name
        where m.grp = any(${groups}::text[]) group by m.grp, lower(name)) named
      group by grp) n on n.grp = s.grp
    where g.id = s.grp and g.merged_into is null`);
};
