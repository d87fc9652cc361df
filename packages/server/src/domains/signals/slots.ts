import type { Queryable } from '@nightjar/kernel/database/database';
import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import { type Resolution, segmentMs, segmentOf, slotMs } from './resolution.ts';

/** A slot as it is read. `at` in ms since 1970. Of a counter `low`, `high` and `last` are its sum. */
export type ReadSlot = {
  readonly at: number;
  readonly count: number;
  readonly sum: number;
  readonly low: number;
  readonly high: number;
  readonly last: number;
};

/**
 * Slots of `s` as the columns of nightjar.signal_segment, in an aggregate by series and segment. What one slot tells by itself
 * is left out of a segment: of one point the least and the greatest are the sum.
 */
export const asSegment: Sql = raw(`
  array_agg((extract(epoch from s.at - s.from_at) / s.resolution)::smallint order by s.at) as slots,
  case when bool_and(s.count = 1) then null else array_agg(s.count order by s.at) end as counts,
  array_agg(s.sum order by s.at) as sums,
  case when bool_and(s.low is null or s.count = 1) then null else array_agg(s.low order by s.at) end as lows,
  case when bool_and(s.low is null or s.count = 1) then null else array_agg(s.high order by s.at) end as highs,
  case when bool_and(s.low is null or s.count = 1) then null else array_agg(s.last order by s.at) end as lasts`);

/** When the segment of a slot begins. */
export const segmentBegin = (resolution: Resolution): Sql =>
  sql`date_bin(make_interval(secs => ${segmentMs(resolution) / 1000}), at, 'epoch'::timestamptz)`;

type Row = {
  series: string;
  from_at: Date;
  slots: number[];
  counts: number[] | null;
  sums: number[];
  lows: (number | null)[] | null;
  highs: (number | null)[] | null;
  lasts: (number | null)[] | null;
};

const slotsIn = (row: Row, resolution: Resolution): ReadSlot[] =>
  row.slots.map((slot, i) => {
    const sum = row.sums[i] ?? 0;
    return {
      at: row.from_at.getTime() + slot * slotMs(resolution),
      count: row.counts?.[i] ?? 1,
      sum,
      low: row.lows?.[i] ?? sum,
      high: row.highs?.[i] ?? sum,
      last: row.lasts?.[i] ?? sum,
    };
  });

type Asked = {
  readonly org: number;
  readonly series: readonly string[];
  readonly resolution: Resolution;
  /** Half-open, ms. */
  readonly from: number;
  readonly until: number;
};

/** The slots of some series by id, oldest first: of sealed segments and of those that are open, as they stand at one instant. */
export const slotsOf = async (
  database: Pick<Queryable, 'many'>,
  { org, series, resolution, from, until }: Asked,
): Promise<Map<string, ReadSlot[]>> => {
  const [begin, first, end] = [new Date(segmentOf(from, resolution)), new Date(from), new Date(until)];
  const rows = await database.many<Row>(sql`
    select series, from_at, slots, counts, sums, lows, highs, lasts from nightjar.signal_segment
    where org = ${org} and series = any(${series}::text[]) and resolution = ${resolution}
      and from_at >= ${begin} and from_at < ${end}
    union all
    select s.series, s.from_at, ${asSegment} from (
      select *, ${segmentBegin(resolution)} as from_at from nightjar.signal_slot
      where org = ${org} and series = any(${series}::text[]) and resolution = ${resolution}
        and at >= ${first} and at < ${end}) s
    group by s.series, s.from_at
    order by series, from_at`);
  const all = new Map<string, ReadSlot[]>();
  for (const row of rows) {
    const known = all.get(row.series) ?? [];
    all.set(row.series, known);
    known.push(...slotsIn(row, resolution).filter(({ at }) => at >= from && at < until));
  }
  return all;
};
