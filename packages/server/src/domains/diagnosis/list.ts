import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { sameName } from '../../change/names.ts';
import { boundCursor, boundKey, isText } from '../../page/bound-cursor.ts';
import { alertGroups } from './groups/projection.ts';
import { cardOf, foremostOf } from './page.ts';
import { diagnoses } from './projection.ts';
import { judgementsOf, kept, type RoundRow } from './queries.ts';
import { refuse } from './refusals.ts';
import type { DiagnosisLine, DiagnosisPage, DiagnosisQuery } from './wire.ts';

type Row = RoundRow & { readonly paged_at: Date; readonly state: DiagnosisLine['state'] };

/** What was asked, as one text: a cursor is good for that alone. */
const askedOf = ({ alert, service, state, since }: DiagnosisQuery): string =>
  JSON.stringify(['diagnoses', alert, service, state, since]);

const before = (query: DiagnosisQuery, org: number): Sql => {
  if (query.cursor === undefined) return sql`true`;
  const [at, id] = boundKey(query.cursor, org, askedOf(query)) ?? [];
  if (!Number.isSafeInteger(at) || !isText(id)) throw refuse('diagnosis.cursor');
  return sql`(d.paged_at, d.id) < (${new Date(at as number)}, ${id})`;
};

/**
 * How that stands now which was paged of: by the group that it was the page of, or the one which that turned out to be a part of.
 * Who joined a group late was paged too, and the group does not name it: there it is the group that the alert is part of now, unless
 * that began later than the page, as one that fires again after long is another trouble.
 */
const state = sql`case
  when a.id is null then null
  when g.id is not null then case when coalesce(whole.firing, g.firing) > 0 then 'open' else 'ended' end
  when late.firing > 0 and late.first_at <= d.paged_at then 'open'
  else 'ended' end`;

const matching = ({ alert, service, state: wanted, since }: DiagnosisQuery): Sql => sql`
  ${alert === undefined ? sql`true` : sql`d.alert = ${alert}`}
  and ${service === undefined ? sql`true` : sql`d.service = ${sameName(service)}`}
  and ${since === undefined ? sql`true` : sql`d.paged_at >= ${new Date(since)}`}
  and ${wanted === undefined ? sql`true` : sql`${state} = ${wanted}`}`;

/** Diagnoses, the newest page first. */
export const diagnosesMatching = async (reader: Reader, query: DiagnosisQuery): Promise<DiagnosisPage> => {
  const { org } = reader.caller;
  const { limit = 50 } = query;
  const rows = await reader.many<Row>(sql`
    select d.id, d.paged_at, r.made_at, r.body, ${state} as state
    from ${reader.table(diagnoses, 'diagnosis')} d
    join ${reader.table(diagnoses, 'round')} r on r.id = d.id and r.round = d.round
    left join ${reader.table(alertGroups, 'alert')} a on a.id = d.alert
    left join ${reader.table(alertGroups, 'grp')} g on g.diagnosis = d.id and g.org = d.org
    left join ${reader.table(alertGroups, 'grp')} whole on whole.id = g.merged_into
    left join ${reader.table(alertGroups, 'grp')} late on late.id = a.grp
    where d.org = ${org} and ${before(query, org)} and ${matching(query)}
    order by d.paged_at desc, d.id desc limit ${limit + 1}`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const judgements = await judgementsOf(
    reader,
    page.map(({ id }) => id),
  );
  return {
    diagnoses: page.map((row) => ({
      ...cardOf(row.id, kept(row), judgements.get(row.id) ?? []),
      foremost: foremostOf(row.body),
      state: row.state,
    })),
    next:
      rows.length > limit && last !== undefined
        ? boundCursor([last.paged_at.getTime(), last.id], org, askedOf(query))
        : null,
    position: reader.position,
    stale: reader.stale,
  };
};
