import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { layout, quantile } from './latency.ts';
import { latencySum } from './sums.ts';

export type CallEdge = { readonly from: Ref; readonly to: Ref };

/** Over an hour. `errorShare` 0 to 1. */
export type Traffic = {
  readonly callsPerMinute: number;
  readonly errorShare: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

/** The key of an edge in what `trafficOf` answers. */
export const edgeKey = ({ from, to }: CallEdge): string => `${from} ${to}`;

type Row = { caller: Ref; callee: Ref; count: number; errors: number; latency: number[] };

const minutes = 60;

/**
 * What went over these edges in the hour before `at`, in all environments, by `edgeKey`; an edge without calls is absent.
 * Reads the rows of one hour of the callers named: 60 an edge.
 */
export const trafficOf = async (
  reader: Reader,
  edges: readonly CallEdge[],
  at: Date,
): Promise<ReadonlyMap<string, Traffic>> => {
  if (edges.length === 0) return new Map();
  const since = new Date(at.getTime() - minutes * 60_000);
  const rows = await reader.many<Row>(sql`
    select c.caller, c.callee, sum(c.count)::float8 as count, sum(c.errors)::float8 as errors,
      ${latencySum} as latency
    from unnest(${edges.map(({ from }) => from)}::text[], ${edges.map(({ to }) => to)}::text[]) as e (caller, callee)
    join nightjar.call c on c.org = ${reader.caller.org} and c.caller = e.caller and c.callee = e.callee
      and c.minute >= ${since} and c.minute < ${at} and c.layout = ${layout}
    group by c.caller, c.callee`);
  return new Map(
    rows.map(({ caller, callee, count, errors, latency }) => [
      edgeKey({ from: caller, to: callee }),
      {
        callsPerMinute: count / minutes,
        errorShare: count === 0 ? 0 : errors / count,
        p50Ms: quantile(latency, 0.5),
        p99Ms: quantile(latency, 0.99),
      },
    ]),
  );
};
