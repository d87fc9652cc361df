import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import type { Ast } from '@nightjar/query/ast';
import { apartFromTime, askedBy, parsed } from '../asked.ts';
import { quarterMs } from '../quarters.ts';
import { asksOnly, inView } from '../view.ts';
import type { View } from '../wire.ts';
import { type Budget, look, usualBudget } from './looks.ts';
import { type Slice, type Steps, slicesOf, stepsOf } from './steps.ts';
import { type Counted, type Looked, scaleOf, type Tally, tallyOf } from './tally.ts';
import { quartersIn, totalsOf } from './totals.ts';
import type { Density } from './wire.ts';

/** By what the quarters are counted, as a filter names it. */
const countedBy = new Set(['kind', 'env', 'status', 'priority']);

const isFailed = sql`status in ('failed', 'reverted')`;

type Span = { readonly from: number; readonly to: number };

/** Looks at the changes themselves, within a budget; where it does not reach, the counts of a bucket are scaled up. */
const byLooking = async (
  reader: Reader,
  ast: Ast,
  now: Date,
  slices: readonly Slice[],
  budget: Budget,
): Promise<{ counted: Counted[]; scale: Map<number, number> }> => {
  if (slices.length === 0) return { counted: [], scale: new Map() };
  const asked = askedBy(ast, now);
  const { rows, most } = await look(reader, asked, slices, budget);
  const counted = await reader.many<Counted & { looked: number; oldest: Date }>(sql`
    select n, kind, count(*) filter (where matches)::int as count,
      count(*) filter (where matches and ${isFailed})::int as failed, count(*)::int as looked, min(at) as oldest
    from (${rows}) r group by n, kind`);
  const lookedAt = new Map<number, Looked>();
  for (const { n, looked, oldest } of counted) {
    const before = lookedAt.get(n) ?? { n, looked: 0, oldest: oldest.getTime() };
    lookedAt.set(n, {
      n,
      looked: before.looked + looked,
      oldest: Math.min(before.oldest, oldest.getTime()),
    });
  }
  if (most === null) return { counted, scale: new Map() };
  const full = slices.filter(({ n }) => (lookedAt.get(n)?.looked ?? 0) >= most);
  // Of the changes of a service nobody has counted all: there the time tells.
  const totals = asked.names.services === null ? await totalsOf(reader, full) : new Map<number, number>();
  const scale = new Map(
    full.map(({ n, from, to }) => {
      const it = lookedAt.get(n) ?? { n, looked: 0, oldest: to };
      return [n, scaleOf(it, most, { from, to, total: totals.get(n) ?? null })] as const;
    }),
  );
  return { counted, scale };
};

/** Adds up what is counted by quarters already. */
const byQuarters = (reader: Reader, ast: Ast, now: Date, steps: Steps, { from, to }: Span) =>
  reader.many<Counted>(sql`
    select floor((extract(epoch from quarter)::float8 * 1000 - ${steps.origin}::float8) / ${steps.stepMs}::float8)::int as n,
      kind, sum(q.n)::int as count, coalesce(sum(q.n) filter (where ${isFailed}), 0)::int as failed
    from (${quartersIn(reader, from, to)}) q where ${askedBy(ast, now).where} group by 1, 2`);

const tallied = async (reader: Reader, ast: Ast, now: Date, steps: Steps, budget: Budget): Promise<Tally> => {
  const bounds = askedBy(ast, now);
  const span = { from: Math.max(steps.from, bounds.from), to: Math.min(steps.to, bounds.until) };
  const first = Math.ceil(span.from / quarterMs) * quarterMs;
  const last = Math.floor(span.to / quarterMs) * quarterMs;
  const besides = apartFromTime(ast);
  if (steps.stepMs % quarterMs !== 0 || first >= last || !asksOnly(besides, countedBy)) {
    const { counted, scale } = await byLooking(reader, ast, now, slicesOf(steps, span), budget);
    return tallyOf(counted, steps, scale);
  }
  const edges = [
    ...slicesOf(steps, { from: span.from, to: first }),
    ...slicesOf(steps, { from: last, to: span.to }),
  ];
  const whole = await byQuarters(reader, besides, now, steps, { from: first, to: last });
  const { counted } = await byLooking(reader, ast, now, edges, budget);
  return tallyOf([...whole, ...counted], steps);
};

type Wish = {
  readonly query: string;
  readonly view: View;
  /** Milliseconds since 1970, half-open. */
  readonly from: number;
  readonly to: number;
  readonly buckets: number;
  readonly now: Date;
};

/** How many changes match, bucket by bucket of a window. */
export const density = async (
  reader: Reader,
  { query, view, from, to, buckets, now }: Wish,
  budget: Budget = usualBudget,
): Promise<Density> => {
  const steps = stepsOf(from, to, buckets);
  const ast = inView(view, parsed(query));
  return {
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    stepMs: steps.stepMs,
    origin: new Date(steps.origin).toISOString(),
    ...(await tallied(reader, ast, now, steps, budget)),
    position: reader.position,
    stale: reader.stale,
  };
};
