import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Recorded } from '@nightjar/kernel/fact';
import type { Log } from '@nightjar/kernel/log/log';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { parse } from '@nightjar/query/parse';
import { toSql } from '@nightjar/query/to-sql';
import { sameName } from '../../change/names.ts';
import { boundCursor, boundKey, isText } from '../../page/bound-cursor.ts';
import { alertOf } from './alert.ts';
import { type AlertFact, alertStream } from './events.ts';
import { fields } from './fields.ts';
import type { Folded } from './fold.ts';
import { alerts } from './projection.ts';
import { countsIn } from './readings.ts';
import { refuse } from './refusals.ts';
import type { Alert, AlertPage, AlertQuery, AlertReport, AlertWithReports } from './wire.ts';

export type Wish = {
  readonly [Name in 'q' | 'state' | 'service' | 'source' | 'cursor']?: AlertQuery[Name] | undefined;
} & { readonly limit: number };

const stands = (state: Wish['state']): Sql => {
  if (state === undefined) return sql`true`;
  return state === 'open' ? sql`state <> 'resolved'` : sql`state = ${state}`;
};

/** What was asked, as one text: a cursor is good for that alone. */
const askedOf = ({ q, state, service, source }: Wish): string => JSON.stringify([q, state, service, source]);

const matches = (q: string, now: Date): Sql => {
  const result = parse(q, fields);
  if (result.ok) return toSql(result.ast, fields, now);
  const { message, offset, hint } = result.problem;
  throw refuse('alerts.filter', { detail: hint === '' ? message : `${message} ${hint}`, offset });
};

const before = (wish: Wish, org: number): Sql => {
  if (wish.cursor === undefined) return sql`true`;
  const [at, id] = boundKey(wish.cursor, org, askedOf(wish)) ?? [];
  if (!Number.isSafeInteger(at) || !isText(id)) throw refuse('alerts.cursor');
  return sql`(at, id) < (${new Date(at as number)}, ${id})`;
};

/** By id, in the order asked for; those of other organisations are left out. */
export const alertsById = async (reader: Reader, ids: readonly string[]): Promise<Alert[]> => {
  if (ids.length === 0) return [];
  const rows = await reader.many<{ id: string; body: Folded | null }>(
    sql`select id, body from ${reader.table(alerts, 'state')} where id = any(${ids}::text[]) and org = ${reader.caller.org}`,
  );
  const found = new Map(rows.map(({ id, body }) => [id, body]));
  return ids.flatMap((id) => {
    const folded = found.get(id) ?? null;
    return folded === null ? [] : [alertOf(id, folded)];
  });
};

/** Alerts, those whose last episode began last first. `now`: what `-2h` in a filter is reckoned from. */
export const alertsMatching = async (reader: Reader, wish: Wish, now: Date): Promise<AlertPage> => {
  const { org } = reader.caller;
  const { limit, service, source } = wish;
  const rows = await reader.many<{ id: string; at: Date }>(sql`
    select id, at from ${reader.table(alerts, 'alert')}
    where org = ${org} and ${stands(wish.state)} and ${before(wish, org)}
      and ${service === undefined ? sql`true` : sql`services @> array[${sameName(service)}]::text[]`}
      and ${source === undefined ? sql`true` : sql`source = ${sameName(source)}`}
      and ${wish.q === undefined ? sql`true` : matches(wish.q, now)}
    order by at desc, id desc limit ${limit + 1}`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    alerts: await alertsById(
      reader,
      page.map(({ id }) => id),
    ),
    next: more ? boundCursor([last.at.getTime(), last.id], org, askedOf(wish)) : null,
    position: reader.position,
    stale: reader.stale,
  };
};

/** The cursor that goes on behind any one alert of a page. */
export const cursorBehind =
  (org: number, wish: Wish) =>
  ({ at, id }: Alert): string =>
    boundCursor([Date.parse(at), id], org, askedOf(wish));

/** A thing, and the names under which alerts tell of it. */
export type Told = { readonly ref: string; readonly names: readonly string[] };

export type Open = { readonly total: number; readonly alerts: readonly Alert[] };

/** Of each thing so many are told: more than these are for the list. */
const mostOpen = 20;

/** What is open about each of them, the newest first: one statement for all, and one for the alerts. */
export const openOf = async (reader: Reader, all: readonly Told[]): Promise<ReadonlyMap<string, Open>> => {
  const asked = all.map(({ ref, names }) => ({ ref, names: names.map(sameName) }));
  const rows = await reader.many<{ ref: string; total: number; ids: string[] }>(sql`
    select asked.ref, found.total, found.ids
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (ref text, names text[])
    cross join lateral (
      select count(*)::int as total, (array_agg(a.id order by a.at desc, a.id desc))[1:${mostOpen}] as ids
      from ${reader.table(alerts, 'alert')} a
      where a.org = ${reader.caller.org} and a.state <> 'resolved' and a.services && asked.names) found
    where found.total > 0`);
  const found = await alertsById(reader, [...new Set(rows.flatMap(({ ids }) => ids))]);
  const byId = new Map(found.map((it) => [it.id, it]));
  return new Map(
    rows.map(({ ref, total, ids }) => [ref, { total, alerts: ids.flatMap((id) => byId.get(id) ?? []) }]),
  );
};

const reportsOf = (facts: readonly Recorded<AlertFact>[]): AlertReport[] => {
  const counts = countsIn(facts.map(({ type, data }) => ({ type, data }) as AlertFact));
  return facts.flatMap(({ pos, recordedAt, data }, nth) => {
    if (!counts[nth] || !('alert' in data)) return [];
    const { state, at, title, severity, summary } = data.alert;
    return [{ position: pos, recordedAt: recordedAt.toISOString(), state, at, title, severity, summary }];
  });
};

/** An alert and every observation that counts for it, in the order they were recorded. */
export const alertById = async (reader: Reader, log: Log, id: string): Promise<AlertWithReports> => {
  const [alert] = await alertsById(reader, [id]);
  if (alert === undefined) throw refuse('alerts.unknown', { detail: `There is no alert ${id}.` });
  const facts = (await log.stream(reader.caller.org, alertStream(id))) as unknown as Recorded<AlertFact>[];
  return { ...alert, observations: reportsOf(facts), position: reader.position, stale: reader.stale };
};
