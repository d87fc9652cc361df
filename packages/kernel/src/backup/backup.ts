import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Database } from '../database/database.ts';
import { identifier, join, raw, sql, textOf } from '../database/sql.ts';
import { type Header, toFrames } from './frames.ts';
import { factTables } from './tables.ts';

export type BackedUp = { readonly facts: number; readonly epoch: number; readonly bytes: number };

const headerOf = async (client: pg.Client): Promise<Header> => {
  const { rows } = await client.query(
    `select (select coalesce(max(pos), 0)::int8 from nightjar.event) as head, epoch, cluster,
            (select max(number) from nightjar.migration) as migration from nightjar.meta`,
  );
  const { head, epoch, cluster, migration } = rows[0];
  return {
    nightjar: 'backup',
    format: 1,
    madeAt: new Date().toISOString(),
    head,
    epoch,
    cluster,
    migration,
    tables: await factTables(client),
  };
};

/**
 * Writes all facts as of one instant, while the house goes on: one snapshot for every table, streamed, compressed, in
 * constant memory. Models are not in it: they are built again from the facts.
 */
export const backup = async (
  database: Database,
  out: Writable,
  progress: (bytes: number) => void = () => {},
): Promise<BackedUp> => {
  const client = await database.connect();
  try {
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0');
    await client.query('begin transaction isolation level repeatable read, read only');
    const header = await headerOf(client);
    const rowsOf = ({ name, columns }: Header['tables'][number]): AsyncIterable<Buffer> =>
      client.query(
        copyTo(
          textOf(sql`copy (select ${join(
            columns.map((column) => identifier(column)),
            ', ',
          )}
            from ${identifier('nightjar', name)}${raw(name === 'event' ? ' order by pos' : '')}) to stdout`),
        ),
      );
    let bytes = 0;
    const counted = async function* (): AsyncGenerator<Buffer> {
      for await (const chunk of toFrames(header, rowsOf)) {
        bytes += chunk.length;
        progress(bytes);
        yield chunk;
      }
    };
    await pipeline(Readable.from(counted()), createZstdCompress(), out);
    return { facts: header.head, epoch: header.epoch, bytes };
  } finally {
    await client.end();
  }
};
