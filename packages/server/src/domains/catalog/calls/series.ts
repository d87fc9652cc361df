import { type Ref, refOf } from '@nightjar/descriptors/ref';
import type { Queryable } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { sameName } from '../../../change/names.ts';
import { isRehearsal } from '../../../change/rehearsal.ts';
import type { FindSeries, FoundSeries } from '../../../evidence/parts.ts';
import { namedOf } from '../named.ts';
import { entities } from '../projection.ts';
import { catalogOf } from './catalog.ts';
import type { Named } from './known.ts';
import { addLatency, layout, quantile } from './latency.ts';

const minuteMs = 60_000;
/** Requests, errors, mean and p99. */
const seriesAnEdge = 4;
/** Rows read for one answer: some tens of milliseconds. */
const mostRows = 60_000;

type Edge = { readonly caller: Ref; readonly callee: Ref };
type Row = Edge & { environment: string; minute: Date; count: number; errors: number; sumMs: number; latency: number[] };

/** What stands under a name: whose very name it is before who is also called so, or else what traces would make of it. */
const refsOf = (name: string, named: readonly Named[]): Ref[] => {
  const same = named.filter((it) => it.name === sameName(name));
  const own = same.filter(({ isAlias }) => !isAlias);
  const refs = (own.length > 0 ? own : same).map(({ ref }) => ref);
  return refs.length > 0 ? refs : [refOf('service', name)];
};

type Minute = { count: number; errors: number; sumMs: number; latency: number[] };
type Minutes = Map<number, Minute>;

const add = (into: Minutes, row: Row): void => {
  const at = row.minute.getTime();
  const known = into.get(at) ?? { count: 0, errors: 0, sumMs: 0, latency: [] };
  into.set(at, known);
  known.count += row.count;
  known.errors += row.errors;
  known.sumMs += row.sumMs;
  addLatency(known.latency, row.latency);
};

type Ends = Pick<FoundSeries, 'service' | 'peer'>;

/** A minute that is not through counts too few requests, while its latency is as good as any. */
const seriesIn = (ends: Ends, minutes: Minutes, wholeUntil: number): FoundSeries[] => {
  const sorted = [...minutes].sort(([a], [b]) => a - b).filter(([, { count }]) => count > 0);
  const whole = sorted.filter(([at]) => at + minuteMs <= wholeUntil);
  const points = (of: typeof sorted, value: (it: Minute) => number) =>
    of.map(([at, it]) => [at, value(it)] as const);
  return [
    { ...ends, signal: 'requests', points: points(whole, ({ count }) => count) },
    {
      ...ends,
      signal: 'errors',
      stat: 'share',
      points: points(sorted, ({ errors, count }) => errors / count),
    },
    { ...ends, signal: 'latency', stat: 'mean', points: points(sorted, ({ sumMs, count }) => sumMs / count) },
    {
      ...ends,
      signal: 'latency',
      stat: 'p99',
      points: points(sorted, ({ latency }) => quantile(latency, 0.99)),
    },
  ];
};

type Window = {
  readonly org: number;
  readonly environment: string | null;
  readonly from: Date;
  readonly until: Date;
};

const within = ({ org, environment, from, until }: Window) => sql`
  c.org = ${org} and c.minute >= ${from} and c.minute < ${until} and c.layout = ${layout}
  ${environment === null ? sql`` : sql`and (c.environment = '' or lower(c.environment) = lower(${environment}))`}`;

/** Where no environment is asked for, everywhere but where people only rehearse. */
const isMeant = ({ environment: asked }: Window, environment: string): boolean =>
  asked !== null || !isRehearsal(environment);

/** An edge is one in each environment. */
const mostEnvironments = 8;

/** The edges from and to these, those with most calls first. */
const edgesOf = async (
  database: Queryable,
  refs: readonly Ref[],
  window: Window,
  most: number,
): Promise<Edge[]> => {
  const rows = await database.many<Edge & { environment: string; count: number }>(sql`
    select caller, callee, environment, sum(count)::float8 as count from (
      select c.caller, c.callee, c.environment, c.count from nightjar.call c
      where c.caller = any(${refs}::text[]) and ${within(window)}
      union all
      select c.caller, c.callee, c.environment, c.count from nightjar.call c where c.callee = any(${refs}::text[])
        and not c.caller = any(${refs}::text[]) and ${within(window)}) c
    group by caller, callee, environment order by sum(count) desc, caller, callee, environment
    limit ${most * mostEnvironments}`);
  const edges = new Map<string, Edge & { count: number }>();
  for (const { caller, callee, environment, count } of rows) {
    if (!isMeant(window, environment)) continue;
    const key = JSON.stringify([caller, callee]);
    edges.set(key, { caller, callee, count: (edges.get(key)?.count ?? 0) + count });
  }
  return [...edges.values()].sort((a, b) => b.count - a.count).slice(0, most);
};

const rowsOf = (database: Queryable, edges: readonly Edge[], window: Window): Promise<Row[]> =>
  database.many<Row>(sql`
    select c.caller, c.callee, c.environment, c.minute, c.count::float8 as count, c.errors::float8 as errors, c.sum_ms as "sumMs", c.latency
    from unnest(${edges.map(({ caller }) => caller)}::text[], ${edges.map(({ callee }) => callee)}::text[]) as e (caller, callee)
    join nightjar.call c on c.caller = e.caller and c.callee = e.callee and ${within(window)}
    order by c.minute desc, c.caller, c.callee, c.environment limit ${mostRows}`);

/**
 * Calls as traces show them, for a diagnosis: of each service what all its callers saw, and of each edge from or to it what the
 * caller saw (`service` calls `peer`), by the minute: requests, the share of errors, latency (ms) as mean and p99.
 */
export const callSeries: FindSeries = async (kernel, caller, wish) => {
  const { services, environment, from, until, most } = wish;
  if (services.length === 0 || most < seriesAnEdge || !(from < until)) return { series: [], cut: false };
  const { org } = caller;
  const { database } = kernel;
  const named = await catalogOf(kernel).named(org, services.map(sameName));
  const wished = new Map(
    services.flatMap((name) => refsOf(name, named).map((ref): [Ref, string] => [ref, name])),
  );
  // Of a minute long past only the whole is known, and a part of that came after `until`.
  const isPast = until < kernel.clock.now().getTime() - minuteMs;
  const begin = Math.floor(from / minuteMs) * minuteMs;
  const end = isPast ? Math.floor(until / minuteMs) * minuteMs : until;
  const window = { org, environment, from: new Date(begin), until: new Date(end) };
  const room = Math.min(
    Math.floor(most / seriesAnEdge),
    Math.floor(mostRows / Math.max(1, Math.ceil((end - begin) / minuteMs))),
  );
  const edges = await edgesOf(database, [...wished.keys()], window, room + 1);
  const kept = edges.slice(0, room);
  const rows = await rowsOf(database, kept, window);

  const reader = await kernel.reader(caller, { of: [entities] });
  const ends = kept.flatMap((it) => [it.caller, it.callee]).filter((ref) => !wished.has(ref));
  const others = await namedOf(reader, [...new Set(ends)], null);
  const nameOf = (ref: Ref): string => wished.get(ref) ?? others.get(ref)?.name ?? ref;
  const callees = new Map<string, Minutes>();
  const pairs = new Map<string, { readonly ends: Ends; readonly minutes: Minutes }>();
  for (const row of rows) {
    if (!isMeant(window, row.environment)) continue;
    const [service, peer] = [nameOf(row.caller), nameOf(row.callee)];
    const key = JSON.stringify([service, peer]);
    const pair = pairs.get(key) ?? { ends: { service, peer }, minutes: new Map() };
    pairs.set(key, pair);
    add(pair.minutes, row);
    if (!wished.has(row.callee)) continue;
    const callee = callees.get(peer) ?? new Map();
    callees.set(peer, callee);
    add(callee, row);
  }
  const all = [
    ...[...callees].flatMap(([service, minutes]) => seriesIn({ service }, minutes, until)),
    ...[...pairs.values()].flatMap((pair) => seriesIn(pair.ends, pair.minutes, until)),
  ].filter(({ points }) => points.length > 0);
  return { series: all.slice(0, most), cut: edges.length > room || all.length > most || rows.length === mostRows };
};
