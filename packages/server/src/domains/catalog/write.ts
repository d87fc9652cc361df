import type { Queryable } from '@nightjar/kernel/database/database';
import { asRows } from '@nightjar/kernel/database/recordset';
import { sql } from '@nightjar/kernel/database/sql';
import { edgeCourse, nameCourse, type Stretch, versionCourse } from './course.ts';
import { entityRow } from './rows.ts';
import { nearby, wordsOfName } from './vocabulary.ts';
import { type Case, writeClaims } from './write-claims.ts';

const timed = <Row extends object>({ row, since, until }: Stretch<Row>) => ({
  ...row,
  since,
  until: until ?? 'infinity',
});

const writeVersions = async (tx: Queryable, org: number, cases: readonly Case[]): Promise<void> => {
  const ends = cases.flatMap(({ ref, stored, versions: [first] }) =>
    stored === null || first === undefined ? [] : [{ ref, since: stored.since, until: first.since }],
  );
  if (ends.length > 0) {
    const rows = asRows(ends, 'ref text, since timestamptz, until timestamptz');
    // What came and went at one instant never was.
    await tx.run(sql`delete from entity e using ${rows}
      where e.org = ${org} and e.ref = r.ref and e.since = r.since and r.since = r.until`);
    await tx.run(sql`update entity e set until = r.until from ${rows}
      where e.org = ${org} and e.ref = r.ref and e.since = r.since`);
  }
  const come = cases.flatMap(({ ref, versions }) =>
    versionCourse(versions).map((it) => timed({ ...it, row: entityRow(ref, it.row) })),
  );
  if (come.length === 0) return;
  await tx.run(sql`
    insert into entity (org, ref, since, until, pos, kind, namespace, name, state, tier, type, lifecycle, language, runtime,
      deployment, owners, owner_names, system, environments, tags, joins, aliases, repository, readers, contested, text, words, body)
    select ${org}, r.ref, r.since, r.until, r.pos, r.kind, r.namespace, r.name, r.state, r.tier, r.type, r.lifecycle,
      r.language, r.runtime, r.deployment, r.owners, r.owner_names, r.system, r.environments, r.tags, r.joins, r.aliases,
      r.repository, r.readers, r.contested, r.text, array_to_tsvector(r.words), r.body::json
    from ${asRows(come, 'ref text, since timestamptz, until timestamptz, pos bigint, kind text, namespace text, name text, state text, tier smallint, type text, lifecycle text, language text, runtime text, deployment text, owners text[], owner_names text[], system text, environments text[], tags text[], joins text[], aliases text[], repository text, readers text[], contested boolean, text text, words text[], body text')}`);
};

const writeEdges = async (tx: Queryable, org: number, cases: readonly Case[]): Promise<void> => {
  const courses = cases.map(({ ref, stored, versions }) => edgeCourse(ref, stored, versions));
  const ends = courses.flatMap(({ ends: list }) => list.map(({ row, until }) => ({ ...row, until })));
  if (ends.length > 0) {
    const rows = asRows(ends, 'claimed_by text, from_ref text, type text, to_ref text, until timestamptz');
    const those = sql`from ${rows}`;
    const which = sql`x.org = ${org} and x.claimed_by = r.claimed_by and x.from_ref = r.from_ref and x.type = r.type
      and x.to_ref = r.to_ref and x.until = 'infinity'`;
    await tx.run(sql`delete from relation x using ${rows} where ${which} and x.since >= r.until`);
    await tx.run(sql`update relation x set until = r.until ${those} where ${which}`);
  }
  const come = courses.flatMap(({ come: list }) => list.map(timed));
  if (come.length === 0) return;
  await tx.run(sql`
    insert into relation (org, from_ref, type, to_ref, claimed_by, since, until, confidence, sources, observed, why)
    select ${org}, r.from_ref, r.type, r.to_ref, r.claimed_by, r.since, r.until, r.confidence, r.sources, r.observed, r.why
    from ${asRows(come, 'from_ref text, type text, to_ref text, claimed_by text, since timestamptz, until timestamptz, confidence float8, sources text[], observed boolean, why text')}`);
};

const writeNames = async (tx: Queryable, org: number, cases: readonly Case[]): Promise<void> => {
  const courses = cases.map(({ ref, stored, versions }) => nameCourse(ref, stored, versions));
  const ends = courses.flatMap(({ ends: list }) => list.map(({ row, until }) => ({ ...row, until })));
  if (ends.length > 0) {
    const rows = asRows(ends, 'ref text, name text, until timestamptz');
    const which = sql`n.org = ${org} and n.ref = r.ref and n.name = r.name and n.until = 'infinity'`;
    await tx.run(sql`delete from name n using ${rows} where ${which} and n.since >= r.until`);
    await tx.run(sql`update name n set until = r.until from ${rows} where ${which}`);
  }
  const come = courses.flatMap(({ come: list }) => list.map(timed));
  if (come.length === 0) return;
  await tx.run(sql`
    insert into name (org, ref, name, what, weight, since, until)
    select ${org}, r.ref, r.name, r.what, r.weight, r.since, r.until
    from ${asRows(come, 'ref text, name text, what smallint, weight smallint, since timestamptz, until timestamptz')}`);
  await writeWords(
    tx,
    org,
    come.map(({ name }) => name),
  );
};

/** Words are only ever added: what nothing is called any longer leads nowhere, and the past is still called so. */
const writeWords = async (tx: Queryable, org: number, names: readonly string[]): Promise<void> => {
  const words = [...new Set(names.flatMap(wordsOfName))].sort();
  if (words.length === 0) return;
  await tx.run(sql`
    insert into word (org, word, nearby) select ${org}, r.word, r.nearby
    from ${asRows(
      words.map((word) => ({ word, nearby: nearby(word) })),
      'word text, nearby text[]',
    )}
    on conflict (org, word) do nothing`);
};

/** Brings the tables up to date, within the model's schema: a few statements a table, whatever the number of entities. */
export const write = async (tx: Queryable, org: number, cases: readonly Case[]): Promise<void> => {
  await writeClaims(tx, org, cases);
  const changed = cases.filter(({ versions }) => versions.length > 0);
  if (changed.length === 0) return;
  await writeVersions(tx, org, changed);
  await writeEdges(tx, org, changed);
  await writeNames(tx, org, changed);
};
