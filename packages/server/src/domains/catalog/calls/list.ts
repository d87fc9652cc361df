import { parseRef, type Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { instantOf } from '../read.ts';
import { layout, quantile } from './latency.ts';
import { refuse } from './refusals.ts';
import { latencySum } from './sums.ts';
import type { CallList, CallQuery } from './wire.ts';

/** What a query asks for, made whole. Times in ms since 1970, half-open. */
export type CallsAsked = {
  readonly of: Ref | null;
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepSeconds: number;
};

const hourMs = 3_600_000;
const minuteMs = 60_000;
const mostSteps = 1500;
const mostRows = 10_000;

/** The last hour where no time is given; about 60 steps where no step is. Throws `calls.range`, `calls.service`. */
export const callsAsked = (query: CallQuery, now: Date): CallsAsked => {
  const { service, from, step } = query;
  const to = query.to ?? instantOf(query, now)?.toISOString();
  const of = service === undefined ? null : parseRef(service, { kind: 'service' });
  if (of === undefined) throw refuse('calls.service', { pointer: '/service' });
  // The minute that runs is shown too.
  const toMs = to === undefined ? now.getTime() + minuteMs : Date.parse(to);
  const fromMs = from === undefined ? toMs - hourMs : Date.parse(from);
  if (!(fromMs < toMs))
    throw refuse('calls.range', { detail: 'It ends before it begins.', pointer: '/from' });
  const wanted = step ?? (toMs - fromMs) / minuteMs;
  const stepSeconds = Math.max(60, Math.ceil(wanted / 60) * 60);
  if ((toMs - fromMs) / 1000 / stepSeconds > mostSteps)
    throw refuse('calls.range', { detail: `That is more than ${mostSteps} steps.`, pointer: '/step' });
  return { of, fromMs, toMs, stepSeconds };
};

type Row = {
  caller: Ref;
  callee: Ref;
  environment: string;
  from: Date;
  count: number;
  errors: number;
  sumMs: number;
  latency: number[];
};

/** Calls by edge and step, oldest first; from or to one entity where one is named. */
export const callsOf = async (reader: Reader, asked: CallsAsked): Promise<CallList> => {
  const { of, fromMs, toMs, stepSeconds } = asked;
  const rows = await reader.many<Row>(sql`
    select c.caller, c.callee, c.environment,
      date_bin(make_interval(secs => ${stepSeconds}), c.minute, 'epoch'::timestamptz) as "from",
      sum(c.count)::float8 as count, sum(c.errors)::float8 as errors, sum(c.sum_ms) as "sumMs",
      ${latencySum} as latency
    from nightjar.call c
    where c.org = ${reader.caller.org} and c.minute >= ${new Date(fromMs)} and c.minute < ${new Date(toMs)}
      and c.layout = ${layout}
      ${of === null ? sql`` : sql`and (c.caller = ${of} or c.callee = ${of})`}
    group by 4, c.caller, c.callee, c.environment
    order by 4, c.caller, c.callee, c.environment
    limit ${mostRows + 1}`);
  return {
    calls: rows.slice(0, mostRows).map(({ caller, callee, environment, from, ...row }) => ({
      caller,
      callee,
      environment,
      from: from.toISOString(),
      count: row.count,
      errors: row.errors,
      meanMs: row.count === 0 ? 0 : row.sumMs / row.count,
      p50Ms: quantile(row.latency, 0.5),
      p90Ms: quantile(row.latency, 0.9),
      p99Ms: quantile(row.latency, 0.99),
    })),
    stepSeconds,
    cut: rows.length > mostRows,
  };
};
