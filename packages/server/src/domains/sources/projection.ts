import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { Recorded } from '@nightjar/kernel/fact';
import { projection } from '@nightjar/kernel/projection/projection';
import type { DeliveryIgnored, DeliveryReadAgain, DeliveryUnread } from '../../sources/events.ts';
import type { AlertObserved } from '../alerts/events.ts';
import type { ChangeObserved } from '../feed/events.ts';
import { indexes, mostChanges, mostDeliveries, tables, tallyDays } from './tables.ts';
import { type DeliveryFact, type Told, toldOf } from './told.ts';

const recordset = (told: readonly Told[]) => sql`
  jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as told (org int, source text, delivery text, pos bigint,
    at timestamptz, outcome text, why text, changes jsonb, count int)`;

const changesOf = sql`array(select jsonb_array_elements_text(told.changes))`;

/** Rows are pruned now and then: to do it at each delivery would cost more than the delivery. */
const pruneEvery = 100;

type Sender = { readonly org: number; readonly source: string; readonly due: boolean };

/** A delivery about several changes comes as several facts: the first of them counts it, the others add to its row. */
const take = (tx: Queryable, arrived: readonly Told[]): Promise<Sender[]> =>
  tx.many<Sender>(sql`
    with kept as (
      insert into delivery as it (org, source, delivery, pos, at, outcome, why, changes, count)
      select org, source, delivery, pos, at, outcome, why, ${changesOf}, count from ${recordset(arrived)}
      on conflict (org, source, delivery) do update
        set changes = (it.changes || excluded.changes)[1:${mostChanges}::int], count = it.count + excluded.count
      returning org, source, at, outcome, (xmax = 0) as fresh
    ), tallied as (
      insert into tally as it (org, source, hour, outcome, count)
      select org, source, date_trunc('hour', at), outcome, count(*) from kept where fresh group by 1, 2, 3, 4
      on conflict (org, source, hour, outcome) do update set count = it.count + excluded.count
    )
    insert into sender as it (org, source, deliveries, first_at, last_at)
    select org, source, count(*), min(at), max(at) from kept where fresh group by 1, 2
    on conflict (org, source) do update
      set deliveries = it.deliveries + excluded.deliveries, last_at = greatest(it.last_at, excluded.last_at)
    returning org, source, deliveries / ${pruneEvery}::bigint > (deliveries - (
      select count(*) from kept where fresh and (kept.org, kept.source) = (it.org, it.source))) / ${pruneEvery}::bigint as due`);

const takeAgain = (tx: Queryable, again: readonly Told[]): Promise<number> =>
  tx.run(sql`
    update delivery as it set outcome = told.outcome, why = told.why,
      changes = (array(select distinct unnest(it.changes || ${changesOf})))[1:${mostChanges}::int]
    from ${recordset(again)}
    where (it.org, it.source, it.delivery) = (told.org, told.source, told.delivery)`);

const prune = async (tx: Queryable, { org, source }: Sender): Promise<void> => {
  await tx.run(sql`
    delete from delivery where (org, source, delivery) in (
      select org, source, delivery from (
        select *, row_number() over (partition by outcome in ('unread', 'parked') order by pos desc) as nth
        from delivery where org = ${org} and source = ${source}) ranked
      where nth > ${mostDeliveries})`);
  await tx.run(sql`
    delete from tally where org = ${org} and source = ${source}
      and hour < (select last_at from sender where org = ${org} and source = ${source})
        - make_interval(days => ${tallyDays})`);
};

const applied = async (tx: Queryable, facts: readonly Recorded<DeliveryFact>[]): Promise<void> => {
  const { arrived, again } = toldOf(facts);
  const senders = arrived.length === 0 ? [] : await take(tx, arrived);
  if (again.length > 0) await takeAgain(tx, again);
  for (const sender of senders) if (sender.due) await prune(tx, sender);
};

/** What became of each sender's deliveries: the latest of them, and how many by the hour. */
export const deliveries = projection<
  ChangeObserved | AlertObserved | DeliveryIgnored | DeliveryUnread | DeliveryReadAgain
>({
  name: 'sources.deliveries',
  version: 1,
  tables,
  indexes,
  handles: ['ChangeObserved', 'AlertObserved', 'DeliveryIgnored', 'DeliveryUnread', 'DeliveryReadAgain'],
  batch: applied,
});
