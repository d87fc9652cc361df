import type { Queryable } from '@nightjar/kernel/database/database';
import { raw, sql } from '@nightjar/kernel/database/sql';
import { column, listColumn } from './columns.ts';
import { type Line, lexemesOf, type Rewrite } from './line.ts';
import { recount } from './quarters.ts';

const names = [
  'id',
  'org',
  'at',
  'duration_ms',
  'kind',
  'status',
  'environment',
  'source',
  'version',
  'services',
  'actors',
  'tags',
  'text',
  'words',
  'priority',
  'bundle',
];
const list = raw(names.join(', '));
const assignments = raw(names.map((name) => `${name} = n.${name}`).join(', '));

/** The rows of `change` that lines become, as a table `r` in a FROM. */
const asRows = (lines: readonly Line[]) => sql`
  rows from (
    string_to_table(${column(lines, (it) => it.id)}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.org)}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.at.toISOString())}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.durationMs)}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.kind)}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.status)}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.environment)}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.source)}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.version)}, E'\\x1e', ''),
    string_to_table(${listColumn(lines, (it) => it.services)}, E'\\x1e'),
    string_to_table(${listColumn(lines, (it) => it.actors)}, E'\\x1e'),
    string_to_table(${listColumn(lines, (it) => it.tags)}, E'\\x1e'),
    string_to_table(${column(lines, (it) => it.text)}, E'\\x1e'),
    string_to_table(${listColumn(lines, lexemesOf)}, E'\\x1e'),
    string_to_table(${column(lines, (it) => it.priority)}, E'\\x1e', ''),
    string_to_table(${column(lines, (it) => it.bundle)}, E'\\x1e', '')
  ) as r (${list})`;

const values = raw(`
  r.id, r.org::int, r.at::timestamptz, r.duration_ms::bigint, r.kind, r.status, r.environment, r.source,
  r.version, coalesce(string_to_array(r.services, E'\\x1f'), '{}'),
  coalesce(string_to_array(r.actors, E'\\x1f'), '{}'),
  coalesce(string_to_array(r.tags, E'\\x1f'), '{}'), coalesce(r.text, ''),
  array_to_tsvector(coalesce(string_to_array(r.words, E'\\x1f'), '{}')), r.priority, r.bundle`);

/** A line under one of its services, as `by_service` holds it. */
type Under = { readonly line: Line; readonly service: string };

const under = (line: Line | null): Under[] =>
  line === null ? [] : line.services.map((service) => ({ line, service }));

const sameUnder = (a: Under, b: Under): boolean =>
  a.service === b.service &&
  a.line.at.getTime() === b.line.at.getTime() &&
  a.line.kind === b.line.kind &&
  a.line.environment === b.line.environment;

const underRows = (rows: readonly Under[]) => sql`
  select r.org::int as org, r.service, coalesce(r.environment, '') as environment, r.kind, r.at::timestamptz as at, r.id
  from rows from (
    string_to_table(${column(rows, (it) => it.line.org)}, E'\\x1e'),
    string_to_table(${column(rows, (it) => it.service)}, E'\\x1e'),
    string_to_table(${column(rows, (it) => it.line.environment)}, E'\\x1e'),
    string_to_table(${column(rows, (it) => it.line.kind)}, E'\\x1e'),
    string_to_table(${column(rows, (it) => it.line.at.toISOString())}, E'\\x1e'),
    string_to_table(${column(rows, (it) => it.line.id)}, E'\\x1e')) as r (org, service, environment, kind, at, id)`;

const rewriteUnder = async (tx: Queryable, rewrites: readonly Rewrite[]): Promise<void> => {
  const gone: Under[] = [];
  const come: Under[] = [];
  for (const { before, after } of rewrites) {
    const was = under(before);
    const is = under(after);
    gone.push(...was.filter((it) => !is.some((other) => sameUnder(it, other))));
    come.push(...is.filter((it) => !was.some((other) => sameUnder(it, other))));
  }
  if (gone.length > 0) {
    await tx.run(sql`
      delete from by_service s using (${underRows(gone)}) g
      where s.org = g.org and s.service = g.service and s.environment = g.environment and s.kind = g.kind
        and s.at = g.at and s.id = g.id`);
  }
  if (come.length > 0) {
    await tx.run(sql`insert into by_service (org, service, environment, kind, at, id) ${underRows(come)}`);
  }
};

/**
 * Brings the lines up to date: a few statements, whatever their number. `loading`: `by_service` and `by_quarter` are filled later.
 */
export const rewrite = async (
  tx: Queryable,
  rewrites: readonly Rewrite[],
  { loading }: { loading: boolean },
): Promise<void> => {
  const fresh = rewrites.flatMap(({ before, after }) => (before === null && after !== null ? [after] : []));
  const moved = rewrites.flatMap(({ before, after }) => (before !== null && after !== null ? [after] : []));
  const gone = rewrites.flatMap(({ before, after }) => (after === null && before !== null ? [before] : []));
  if (fresh.length > 0) {
    await tx.run(sql`insert into change (${list}) select ${values} from ${asRows(fresh)}`);
  }
  if (moved.length > 0) {
    await tx.run(sql`
      update change c set ${assignments}
      from (select ${values} from ${asRows(moved)}) as n (${list})
      where c.id = n.id`);
  }
  if (gone.length > 0) {
    await tx.run(sql`
      delete from change c where c.id = any(string_to_array(${column(gone, (it) => it.id)}, E'\\x1e'))`);
  }
  if (loading) return;
  await rewriteUnder(tx, rewrites);
  await recount(tx, rewrites);
};
