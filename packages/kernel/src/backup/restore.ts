import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../database/database.ts';
import { type Sql, textOf } from '../database/sql.ts';
import { ensureSegments } from '../log/segments.ts';
import { type Verified, verifyLog } from '../seal/verify.ts';
import { BrokenBackup, fromFrames, type Header } from './frames.ts';

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

const queryableOf = (client: pg.Client) => {
  const query = (statement: Sql) => client.query(textOf(statement), [...statement.values]);
  return {
    many: async <Row>(statement: Sql) => (await query(statement)).rows as Row[],
    one: async <Row>(statement: Sql) => (await query(statement)).rows[0] as Row | undefined,
    run: async (statement: Sql) => (await query(statement)).rowCount ?? 0,
  };
};

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
    await refuseUnlessEmpty(client);
    await ensureSegments(database, undefined, header.head);
    await client.query('begin');
    await client.query('delete from nightjar.meta');
    for (const { name, columns } of header.tables) {
      await client.query(`delete from nightjar."${name}"`);
      const into = client.query(copyFrom(`copy nightjar."${name}" (${columns.join(', ')}) from stdin`));
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
    const verified = await verifyLog(queryableOf(client));
    const [damage] = verified.damage;
    if (damage !== undefined) {
      throw new RestoreRefused(
        `The facts of this backup do not match their seals (positions ${damage.from} to ${damage.to}: ${damage.says}) Nothing was restored.`,
      );
    }
    await client.query('update nightjar.meta set epoch = epoch + 1, life = null');
    await client.query('commit');
    return { facts: header.head, epoch: header.epoch + 1, madeAt: header.madeAt, verified };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    if (error instanceof Error && 'code' in error && /^(Z_|ERR_ZSTD|ZSTD)/.test(String(error.code))) {
      throw new BrokenBackup('The backup is damaged or is not one: it cannot be decompressed.', {
        cause: error,
      });
    }
    throw error;
  } finally {
    source.destroy();
    unzipped.destroy();
    await client.end();
    await feeding;
  }
};
