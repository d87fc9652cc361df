import { sql } from '@nightjar/kernel/database/sql';
import type { FindStanding, Standing } from '../../../evidence/told.ts';
import { alertGroups } from './projection.ts';

type Row = {
  readonly firing: number;
  readonly first_at: Date;
  readonly ended_at: Date | null;
  readonly merged_into: string | null;
  readonly into: string | null;
  readonly title: string | null;
};

const open: Standing = { is: 'open' };

const standing = ({ firing, first_at, ended_at, merged_into, into, title }: Row): Standing => {
  if (merged_into !== null)
    return {
      is: 'merged',
      title: title ?? 'another page',
      address: into === null ? null : `/diagnoses/${encodeURIComponent(into)}`,
    };
  if (firing > 0 || ended_at === null) return open;
  return { is: 'ended', at: ended_at.toISOString(), afterMs: ended_at.getTime() - first_at.getTime() };
};

/** How the group stands that a diagnosis is of. */
export const standingOf: FindStanding = async (kernel, caller, { id, alert, pagedAt }) => {
  if (alert === null) return open;
  const reader = await kernel.reader(caller, { of: [alertGroups] });
  const columns = sql`g.firing, g.first_at, g.ended_at, g.merged_into, i.diagnosis as into, a.title`;
  const others = sql`
    left join ${reader.table(alertGroups, 'grp')} i on i.id = g.merged_into
    left join ${reader.table(alertGroups, 'alert')} a on a.id = i.lead`;
  const own = await reader.one<Row>(sql`
    select ${columns} from ${reader.table(alertGroups, 'grp')} g ${others}
    where g.diagnosis = ${id} and g.org = ${caller.org}`);
  if (own !== undefined) return standing(own);
  // Of whoever joined a group late there is a diagnosis too, which the group does not name.
  const late = await reader.one<Row>(sql`
    select ${columns} from ${reader.table(alertGroups, 'member')} m
    join ${reader.table(alertGroups, 'grp')} g on g.id = m.grp and g.org = ${caller.org} ${others}
    where m.alert = ${alert} and m.at <= ${new Date(pagedAt)} order by m.at desc limit 1`);
  return late === undefined ? open : standing(late);
};
