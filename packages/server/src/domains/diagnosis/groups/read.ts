import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { type Firing, type FiringRow, firingOf } from './firing.ts';
import { alertGroups } from './projection.ts';
import { longestApart } from './score.ts';
import type { Weather } from './storm.ts';

const columns = sql`id, source, title, severity, services, environment, things, rule, signal, at, grp as "group"`;

/** Alerts that fire and are of no group yet, the oldest first. */
export const ungrouped = async (reader: Reader, most: number): Promise<Firing[]> => {
  const rows = await reader.many<FiringRow>(sql`
    select ${columns} from ${reader.table(alertGroups, 'alert')}
    where org = ${reader.caller.org} and grp is null and state <> 'resolved' order by at, id limit ${most}`);
  return rows.map(firingOf);
};

/** So many stand for all that is grouped, the latest of them. */
const mostMembers = 5_000;

/**
 * Who stands for what groups hold around the time of these alerts: of those that say the same of where they belong the earliest and
 * the latest, so that a group of ten thousand is some lines.
 */
export const membersAround = async (
  reader: Reader,
  alerts: readonly Firing[],
): Promise<{ readonly members: readonly Firing[]; readonly groups: readonly Weather[] }> => {
  const times = alerts.map(({ at }) => at);
  const from = new Date(times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY) - longestApart);
  const until = new Date(times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + longestApart);
  const rows = await reader.many<FiringRow & { group: string }>(sql`
    with around as materialized (
      select *, row_number() over same as nth, row_number() over (partition by grp, services, environment, things
        order by at desc, id desc) as htn
      from ${reader.table(alertGroups, 'alert')}
      where org = ${reader.caller.org} and grp is not null and at between ${from} and ${until}
      window same as (partition by grp, services, environment, things order by at, id))
    select ${columns} from around where nth = 1 or htn = 1 order by at desc, id limit ${mostMembers}`);
  const ids = [...new Set(rows.map(({ group }) => group))];
  const groups = await reader.many<Omit<Weather, 'first' | 'last'> & { first: Date; last: Date }>(sql`
    select id, lead, count, first_at as first, last_at as last from ${reader.table(alertGroups, 'grp')}
    where org = ${reader.caller.org} and id = any(${ids}::text[]) and merged_into is null`);
  return {
    members: rows.map(firingOf),
    groups: groups.map(({ first, last, ...one }) => ({
      ...one,
      first: first.getTime(),
      last: last.getTime(),
    })),
  };
};
