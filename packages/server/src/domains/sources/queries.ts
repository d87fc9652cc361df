import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { deliveries } from './projection.ts';
import type { DeliveryCard, DeliveryOutcome, RefusedCard } from './wire.ts';

type Day = Readonly<Record<DeliveryOutcome, number>>;

/** What has come from a sender. */
export type Arrived = {
  readonly lastAt: Date | null;
  readonly day: Day;
  /** Kept, and not read yet. */
  readonly unread: number;
};

export const nothingYet: Arrived = {
  lastAt: null,
  day: { recorded: 0, ignored: 0, unread: 0, parked: 0 },
  unread: 0,
};

type Row = { source: string; last_at: Date; day: Partial<Day> | null; unread: number };

/** What has come from each sender; those of whom nothing came are not in it. */
export const arrivedOf = async (reader: Reader, now: Date): Promise<Map<string, Arrived>> => {
  const table = (name: string) => reader.table(deliveries, name);
  const { org } = reader.caller;
  // A day is 24 whole hours and the one that runs.
  const since = new Date(now.getTime() - 24 * 3_600_000);
  const rows = await reader.many<Row>(sql`
    select s.source, s.last_at,
      (select json_object_agg(outcome, n) from (
         select outcome, sum(count) as n from ${table('tally')} t
         where t.org = s.org and t.source = s.source and t.hour >= date_trunc('hour', ${since}::timestamptz)
         group by outcome) counted) as day,
      (select count(*) from ${table('delivery')} d
       where d.org = s.org and d.source = s.source and d.outcome in ('unread', 'parked')) as unread
    from ${table('sender')} s where s.org = ${org}`);
  return new Map(
    rows.map(({ source, last_at: lastAt, day, unread }) => [
      source,
      { lastAt, day: { ...nothingYet.day, ...day }, unread },
    ]),
  );
};

type DeliveryRow = Omit<DeliveryCard, 'at' | 'kept'> & { readonly at: Date; readonly kept: boolean };

/** The latest deliveries of a source, the newest first. The name of the event stands beside the body, for as long as that is kept. */
export const latestOf = async (reader: Reader, source: string, limit = 50): Promise<DeliveryCard[]> => {
  const rows = await reader.many<DeliveryRow>(sql`
    select d.pos as position, d.delivery, r.event, d.at, d.outcome, d.why, d.count,
           case d.outcome when 'recorded' then d.changes else '{}' end as changes, r.pos is not null as kept
    from ${reader.table(deliveries, 'delivery')} d
    left join nightjar.raw r on r.org = d.org and r.source = d.source and r.pos = d.pos
    where d.org = ${reader.caller.org} and d.source = ${source} order by d.pos desc limit ${limit}`);
  return rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
};

/** The changes that a delivery told of, as far as they are kept. */
export const changesOf = async (reader: Reader, source: string, position: number): Promise<string[]> => {
  const row = await reader.one<{ changes: string[] }>(sql`
    select changes from ${reader.table(deliveries, 'delivery')}
    where org = ${reader.caller.org} and source = ${source} and pos = ${position}`);
  return row?.changes ?? [];
};

type Unread = { readonly source: string; readonly count: number; readonly whys: readonly string[] };

/** Sources of which deliveries came since a moment that are unread still, with some of the reasons. */
export const unreadSince = (reader: Reader, since: Date): Promise<Unread[]> =>
  reader.many<Unread>(sql`
    select source, count(*)::int as count, (array_agg(distinct why))[1:3] as whys
    from ${reader.table(deliveries, 'delivery')}
    where org = ${reader.caller.org} and outcome in ('unread', 'parked') and at >= ${since}
    group by source order by source`);

type RefusedRow = Omit<RefusedCard, 'first' | 'last'> & { source: string; first_at: Date; last_at: Date };

/** Deliveries refused for their proof, by source, the latest verdict first. */
export const refusedOf = async (reader: Reader): Promise<Map<string, RefusedCard[]>> => {
  const rows = await reader.many<RefusedRow>(sql`
    select source, verdict, count, first_at, last_at from nightjar.refused_delivery
    where org = ${reader.caller.org} order by last_at desc, verdict`);
  const cards = rows.map(({ source, verdict, count, first_at, last_at }) => ({
    source,
    card: { verdict, count, first: first_at.toISOString(), last: last_at.toISOString() },
  }));
  const bySource = Map.groupBy(cards, ({ source }) => source);
  return new Map([...bySource].map(([source, list]) => [source, list.map(({ card }) => card)]));
};
