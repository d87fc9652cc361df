import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { changes } from '../projection.ts';
import { quarterMs } from '../quarters.ts';
import type { Slice } from './steps.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** The quarters from one whole one to another, as a table in a FROM. */
export const quartersIn = (reader: Reader, from: number, to: number): Sql => sql`
  select * from ${reader.table(changes, 'by_quarter')}
  where org = ${reader.caller.org}::int and quarter >= ${iso(from)}::timestamptz and quarter < ${iso(to)}::timestamptz`;

const isWhole = ({ from, to }: Slice): boolean => from % quarterMs === 0 && to % quarterMs === 0;

/** How many changes there are in each slice, whatever they are; slices that are not made of whole quarters are left out. */
export const totalsOf = async (
  reader: Reader,
  slices: readonly Slice[],
): Promise<ReadonlyMap<number, number>> => {
  const whole = slices.filter(isWhole);
  if (whole.length === 0) return new Map();
  const rows = await reader.many<{ n: number; total: number }>(sql`
    select b.n, coalesce(sum(q.n), 0)::int as total
    from unnest(${whole.map(({ n }) => n)}::int[], ${whole.map(({ from }) => iso(from))}::timestamptz[],
      ${whole.map(({ to }) => iso(to))}::timestamptz[]) as b (n, since, until)
    join ${reader.table(changes, 'by_quarter')} q
      on q.org = ${reader.caller.org}::int and q.quarter >= b.since and q.quarter < b.until
    group by b.n`);
  return new Map(rows.map(({ n, total }) => [n, total]));
};

/** How many changes there are between two moments, whatever they are; those of the quarters at either end are counted whole. */
export const totalBetween = async (reader: Reader, from: number, to: number): Promise<number> => {
  const outer = [Math.floor(from / quarterMs) * quarterMs, Math.ceil(to / quarterMs) * quarterMs] as const;
  const row = await reader.one<{ total: number }>(
    sql`select coalesce(sum(n), 0)::int as total from (${quartersIn(reader, ...outer)}) q`,
  );
  return row?.total ?? 0;
};
