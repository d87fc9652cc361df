import type { Database, Queryable } from '../database/database.ts';
import { identifier, raw, type Sql, sql } from '../database/sql.ts';
import type { Projection } from './projection.ts';

/** One set of a model's tables: which model, which version of it, and which attempt at building that. */
export type Build = { readonly projection: Projection; readonly number: number };

/** `feed.changes` version 3, second build: schema `feed_changes_v3_b2`. */
const schemaNamed = (name: string, version: number, build: number): string =>
  `${name.replaceAll('.', '_')}_v${version}_b${build}`;

const schemaOf = ({ projection, number }: Build): string =>
  schemaNamed(projection.name, projection.version, number);

export const tableOf = (build: Build, name: string): Sql => identifier(schemaOf(build), name);

/** The condition that finds a build's row in the kernel's tables. */
export const rowOf = ({ projection, number }: Build): Sql =>
  sql`name = ${projection.name} and version = ${projection.version} and build = ${number}`;

/**
 * For the rest of the transaction: the model's own tables, and a commit that does not wait for the disk, because what a
 * crash takes back is applied again from the log.
 */
export const inItsSchema = async (tx: Queryable, build: Build): Promise<void> => {
  await tx.run(sql`select set_config('search_path', ${`"${schemaOf(build)}", pg_catalog`}, true),
    set_config('synchronous_commit', 'off', true)`);
};

/** Makes the schema and tables of a new build, without indexes; the row says `building` at position 0. */
export const createBuild = (database: Database, projection: Projection): Promise<Build> =>
  database.transaction(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(20177, 4)`);
    const last = await tx.one<{ number: number }>(sql`
      select coalesce(max(build), 0) as number from nightjar.projection
      where name = ${projection.name} and version = ${projection.version}`);
    const build = { projection, number: (last?.number ?? 0) + 1 };
    await tx.run(sql`create schema ${identifier(schemaOf(build))}`);
    await inItsSchema(tx, build);
    await tx.run(raw(projection.tables));
    await tx.run(sql`insert into nightjar.projection (name, version, build)
      values (${projection.name}, ${projection.version}, ${build.number})`);
    return build;
  });

/**
 * Indexes and statistics after the bulk, once a build. On a connection of its own, because it may take minutes at ten
 * million rows; in one transaction, so that a crash in the middle leaves nothing half built.
 */
export const finishTables = async (database: Database, build: Build): Promise<void> => {
  const { projection, number } = build;
  const schema = schemaOf(build);
  const key = [projection.name, projection.version, number];
  const connection = await database.connect();
  try {
    await connection.query(
      "set statement_timeout = 0; set lock_timeout = 0; set maintenance_work_mem = '256MB'",
    );
    await connection.query(`begin; set local search_path to "${schema}", pg_catalog`);
    await connection.query("select pg_advisory_xact_lock(hashtext('nightjar finish ' || $1))", [schema]);
    const { rows: todo } = await connection.query(
      'select from nightjar.projection where name = $1 and version = $2 and build = $3 and not finished',
      key,
    );
    if (todo.length > 0) {
      if (projection.indexes !== undefined) await connection.query(projection.indexes);
      await connection.query(
        'update nightjar.projection set finished = true where name = $1 and version = $2 and build = $3',
        key,
      );
    }
    await connection.query('commit');
    const { rows } = await connection.query('select tablename from pg_tables where schemaname = $1', [
      schema,
    ]);
    for (const { tablename } of rows) await connection.query(`analyze "${schema}"."${tablename}"`);
  } finally {
    await connection.end();
  }
};

/** One transaction makes the build live and retires the one that was. */
export const makeLive = (tx: Queryable, build: Build): Promise<number> =>
  tx.run(sql`update nightjar.projection
    set status = case when build = ${build.number} then 'live' else 'retired' end, updated_at = clock_timestamp()
    where name = ${build.projection.name} and version = ${build.projection.version}
      and (build = ${build.number} or status = 'live')`);

/** Says why a build stands still; the next window that it applies takes that back. */
export const sayHalted = (database: Queryable, build: Build, why: string): Promise<number> =>
  database.run(sql`update nightjar.projection set halted = ${why} where ${rowOf(build)}`);

/** Gives up a build that did not become live. */
export const retire = (database: Database, build: Build): Promise<number> =>
  database.run(sql`update nightjar.projection set status = 'retired', updated_at = clock_timestamp()
    where ${rowOf(build)} and status = 'building'`);

/** Says that somebody still runs a build. Where another holds the row, that one applies a window, which says the same. */
export const touch = (database: Database, build: Build): Promise<number> =>
  database.run(sql`update nightjar.projection set updated_at = clock_timestamp()
    where ctid = (select ctid from nightjar.projection
      where ${rowOf(build)} and status <> 'retired' for update skip locked)`);

/**
 * Retires builds that nobody has run for a day (who runs one touches it every hour) and nobody will read again: those of
 * older versions, and rebuilds that a crash left beside the live build. A house of the older version that still runs
 * keeps its own.
 */
export const retireAbandoned = (database: Database, { name, version }: Projection): Promise<number> =>
  database.run(sql`update nightjar.projection as p set status = 'retired', updated_at = clock_timestamp()
    where name = ${name} and status <> 'retired' and updated_at < clock_timestamp() - interval '1 day'
      and (version < ${version} or (version = ${version} and status = 'building' and exists (
        select from nightjar.projection live
        where live.name = p.name and live.version = p.version and live.status = 'live')))`);

/** Drops builds that were retired long enough ago for no reader to hold their names any more. */
export const dropRetired = async (database: Database, olderThanSeconds: number): Promise<void> => {
  const retired = await database.many<{ name: string; version: number; build: number }>(sql`
    select name, version, build from nightjar.projection
    where status = 'retired' and updated_at < clock_timestamp() - make_interval(secs => ${olderThanSeconds})`);
  for (const row of retired) {
    const schema = schemaNamed(row.name, row.version, row.build);
    await database.transaction(async (tx) => {
      await tx.run(sql`drop schema if exists ${identifier(schema)} cascade`);
      for (const table of ['parked', 'projection']) {
        await tx.run(sql`delete from ${identifier('nightjar', table)}
          where name = ${row.name} and version = ${row.version} and build = ${row.build}`);
      }
    });
  }
};
