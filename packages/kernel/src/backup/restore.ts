import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Database, queryable } from '../database/database.ts';
import { identifier, join, sql, textOf } from '../database/sql.ts';
import { ensureSegments } from '../log/segments.ts';
import { type Verified, verifyLog } from '../seal/verify.ts';
import { BrokenBackup, fromFrames, type Header } from './frames.ts';
import { factTables } from './tables.ts';

export type Restored = {
  readonly facts: number;
  readonly epoch: number;
  readonly madeAt: string;
  readonly verified: Verified;
};

/** The database holds something already, or the backup cannot be used; nothing was changed. */
export class RestoreRefused extends Error {}

const refuseUnlessEmpty = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query(
    'select exists (select from nightjar.event) or exists (select from nightjar.stream) as filled',
  );
  if (rows[0].filled) {
    throw new RestoreRefused(
      'This database holds facts already. Restore into an empty one: another NIGHTJAR_DATA folder, or a new database in DATABASE_URL.',
    );
  }
};

/** What every backup of format 1 holds; later migrations may add to it. Without one of them it is not whole. */
const always = ['dedup', 'event', 'meta', 'raw', 'seal', 'stream', 'task', 'task_done', 'topic'];

/** The header names tables and columns, and it is text from outside: nothing but what this database has passes. */
const refuseUnlessKnown = async (client: pg.Client, { tables }: Header): Promise<void> => {
  const known = new Map((await factTables(client)).map(({ name, columns }) => [name, new Set(columns)]));
  for (const { name, columns } of tables) {
    const ours = known.get(name);
    if (ours === undefined || columns.some((column) => !ours.has(column)))
      throw new BrokenBackup(
        'The backup is damaged: it names a table or a column that Nightjar does not have.',
      );
    // Each at most once.
    known.delete(name);
    if (new Set(columns).size < columns.length)
      throw new BrokenBackup('The backup is damaged: it names a column twice.');
  }
  const missing = always.filter((name) => !tables.some((table) => table.name === name));
  if (missing.length > 0) throw new BrokenBackup(`The backup is not whole: it lacks ${missing.join(', ')}.`);
};

/** What the header promised, before anything of it is kept. Answers the epoch of the restored log: one more than was backed up. */
const settle = async (client: pg.Client, { head }: Header): Promise<number> => {
  const { rows: sequences } = await client.query(
    `select c.relname::text as name, a.attname::text as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'nightjar'::regnamespace and a.attidentity <> ''`,
  );
  for (const { name, column } of sequences) {
    await client.query(
      textOf(sql`select setval(pg_get_serial_sequence(${`nightjar.${name}`}, ${column}),
        (select coalesce(max(${identifier(column)}), 0) + 1 from ${identifier('nightjar', name)}), false)`),
      [`nightjar.${name}`, column],
    );
  }
  const { rows } = await client.query('select coalesce(max(pos), 0) as head from nightjar.event');
  if (rows[0].head !== head)
    throw new BrokenBackup(`The backup is damaged: its log ends at ${rows[0].head} and should at ${head}.`);
  const { rows: epochs } = await client.query(
    'update nightjar.meta set epoch = epoch + 1, life = null returning epoch',
  );
  if (epochs.length !== 1)
    throw new BrokenBackup('The backup is not whole: it does not say which log it is of.');
  return epochs[0].epoch;
};

/** Rows that do not fit their table: not a number, too long, twice the same key, an epoch too large. */
const misfit = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:22|23)...$/.test(String(error.code));

/**
 * Fills an empty, migrated database from a backup, in one transaction: all of it, verified against its seals, or nothing.
 * The epoch grows, so that every cursor given out before is recognised as one of another life.
 */
export const restore = async (
  database: Database,
  source: Readable,
  progress: (table: string, bytes: number) => void = () => {},
): Promise<Restored> => {
  const unzipped = createZstdDecompress();
  // Told to whoever reads it; an error after the reader has gone must not end the process.
  unzipped.on('error', () => {});
  const feeding = pipeline(source, unzipped).catch((error: Error) => unzipped.destroy(error));
  const frames = fromFrames(unzipped);
  const client = await database.connect();
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
    const header: Header = await frames.header();
    const { rows } = await client.query('select max(number) as migration from nightjar.migration');
    if (header.migration > rows[0].migration) {
      throw new RestoreRefused(
        `The backup was made by a newer Nightjar (migration ${header.migration}, this program knows ${rows[0].migration}).`,
      );
    }
    await client.query('begin');
    // The lock of all appends: on a database in DATABASE_URL a server may run, and nothing may come between.
    await client.query('select pg_advisory_xact_lock(20177, 1)');
    await refuseUnlessEmpty(client);
    await refuseUnlessKnown(client, header);
    await ensureSegments(database, undefined, header.head);
    for (const { name, columns } of header.tables) {
      const table = identifier('nightjar', name);
      await client.query(textOf(sql`delete from ${table}`));
      const written = join(
        columns.map((column) => identifier(column)),
        ', ',
      );
      const into = client.query(copyFrom(textOf(sql`copy ${table} (${written}) from stdin`)));
      let bytes = 0;
      const counted = async function* (): AsyncGenerator<Buffer> {
        for await (const chunk of frames.rows()) {
          bytes += chunk.length;
          progress(name, bytes);
          yield chunk;
        }
      };
      await pipeline(Readable.from(counted()), into);
    }
    await frames.end();
    const epoch = await settle(client, header);
    const verified = await verifyLog(queryable(client));
    const [damage] = verified.damage;
    if (damage !== undefined) {
      throw new RestoreRefused(
        `The facts of this backup do not match their seals (positions ${damage.from} to ${damage.to}: ${damage.says}) Nothing was restored.`,
      );
    }
    await client.query('commit');
    return { facts: header.head, epoch, madeAt: header.madeAt, verified };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    if (error instanceof Error && 'code' in error && /^(Z_|ERR_ZSTD|ZSTD)/.test(String(error.code))) {
      throw new BrokenBackup('The backup is damaged or is not one: it cannot be decompressed.', {
        cause: error,
      });
    }
    if (misfit(error))
      throw new BrokenBackup('The backup is damaged: it holds rows that do not fit.', { cause: error });
    throw error;
  } finally {
    source.destroy();
    unzipped.destroy();
    await client.end();
    await feeding;
  }
};
