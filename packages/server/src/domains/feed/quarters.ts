import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { column } from './columns.ts';
import type { Line, Rewrite } from './line.ts';

export const quarterMs = 15 * 60_000;

/** What is counted as one. */
type Counted = {
  readonly org: number;
  readonly quarter: number;
  readonly kind: string;
  readonly environment: string | null;
  readonly status: string;
  readonly priority: string;
};

const countedAs = ({ org, at, kind, environment, status, priority }: Line): Counted => ({
  org,
  quarter: Math.floor(at.getTime() / quarterMs) * quarterMs,
  kind,
  environment,
  status,
  priority,
});

/** How the counts change by some lines that come, go or become others; what comes to nothing is left out. */
const differencesOf = (
  rewrites: readonly Rewrite[],
): readonly { readonly counted: Counted; readonly by: number }[] => {
  const sums = new Map<string, { counted: Counted; by: number }>();
  const add = (line: Line | null, by: number): void => {
    if (line === null) return;
    const counted = countedAs(line);
    const name = JSON.stringify(Object.values(counted));
    const sum = sums.get(name) ?? { counted, by: 0 };
    sum.by += by;
    sums.set(name, sum);
  };
  for (const { before, after } of rewrites) {
    add(before, -1);
    add(after, 1);
  }
  return [...sums.values()].filter(({ by }) => by !== 0);
};

/** Brings the counts by quarters of an hour up to date, in one statement. */
export const recount = async (tx: Queryable, rewrites: readonly Rewrite[]): Promise<void> => {
  const rows = differencesOf(rewrites);
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into by_quarter as q (org, quarter, kind, environment, status, priority, n)
    select r.org::int, r.quarter::timestamptz, r.kind, r.environment, r.status, r.priority, r.n::int
    from rows from (
      string_to_table(${column(rows, (it) => it.counted.org)}, E'\\x1e'),
      string_to_table(${column(rows, (it) => new Date(it.counted.quarter).toISOString())}, E'\\x1e'),
      string_to_table(${column(rows, (it) => it.counted.kind)}, E'\\x1e'),
      string_to_table(${column(rows, (it) => it.counted.environment)}, E'\\x1e', ''),
      string_to_table(${column(rows, (it) => it.counted.status)}, E'\\x1e'),
      string_to_table(${column(rows, (it) => it.counted.priority)}, E'\\x1e'),
      string_to_table(${column(rows, (it) => it.by)}, E'\\x1e')
    ) as r (org, quarter, kind, environment, status, priority, n)
    on conflict (org, quarter, kind, environment, status, priority) do update set n = q.n + excluded.n`);
};
