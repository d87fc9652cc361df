import type { Ref } from '@nightjar/descriptors/ref';
import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { addLatency, layout } from './latency.ts';

/** A row of nightjar.call, or what is to be added to one. */
export type CallRow = {
  readonly org: number;
  readonly caller: Ref;
  readonly callee: Ref;
  readonly environment: string;
  readonly minute: number;
  readonly count: number;
  readonly errors: number;
  readonly sumMs: number;
  readonly latency: readonly number[];
};

const keyOf = ({ org, caller, minute, callee, environment }: CallRow): string =>
  [org, caller, minute, callee, environment].join(' ');

/** Rows of one key made one, as an upsert wants them, and in order of the key, so that two writers never wait for each other. */
export const united = (rows: readonly CallRow[]): CallRow[] => {
  const byKey = new Map<string, CallRow>();
  for (const row of rows) {
    const key = keyOf(row);
    const before = byKey.get(key);
    if (before === undefined) {
      byKey.set(key, row);
      continue;
    }
    const latency = [...before.latency];
    addLatency(latency, row.latency);
    byKey.set(key, {
      ...row,
      count: before.count + row.count,
      errors: before.errors + row.errors,
      sumMs: before.sumMs + row.sumMs,
      latency,
    });
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
};

/** Adds rows of one layout to the table in one statement, whoever else adds to the same at the same time. */
export const addCalls = async (database: Queryable, rows: readonly CallRow[]): Promise<void> => {
  const json = JSON.stringify(
    rows.map(({ minute, sumMs, ...row }) => ({
      ...row,
      minute: new Date(minute).toISOString(),
      sum_ms: sumMs,
    })),
  );
  await database.run(sql`
    insert into nightjar.call as it
      (org, caller, callee, environment, minute, count, errors, sum_ms, layout, latency)
    select r.org, r.caller, r.callee, r.environment, r.minute, r.count, r.errors, r.sum_ms, ${layout}, r.latency
    from json_to_recordset(${json}::json) as r (
      org int, caller text, callee text, environment text, minute timestamptz,
      count bigint, errors bigint, sum_ms float8, latency int[])
    on conflict (org, caller, minute, callee, environment) do update set
      count = it.count + excluded.count,
      errors = it.errors + excluded.errors,
      sum_ms = it.sum_ms + excluded.sum_ms,
      latency = (
        select array_agg(coalesce(b.a, 0) + coalesce(b.b, 0) order by b.i)
        from unnest(it.latency, excluded.latency) with ordinality as b (a, b, i))`);
};
