import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Database } from '../database/database.ts';
import { type Header, toFrames } from './frames.ts';

/** Tables that are not facts: models and their progress are built again from the log, migrations run by themselves. */
const derived = ['migration', 'projection', 'parked'];

export type BackedUp = { readonly facts: number; readonly epoch: number; readonly bytes: number };

const headerOf = async (client: pg.Client): Promise<Header> => {
  const { rows: tables } = await client.query(
    `select c.relname as name,
            array_agg(quote_ident(a.attname) order by a.attnum) filter (where a.attgenerated = '') as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'nightjar'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and not c.relname = any($1)
     group by c.relname order by c.relname`,
    [derived],
  );
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
    tables: tables.map(({ name, columns }) => ({
      name,
      columns: Array.isArray(columns) ? columns : String(columns).slice(1, -1).split(','),
    })),
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
          `copy (select ${columns.join(', ')} from nightjar."${name}"${name === 'event' ? ' order by pos' : ''}) to stdout`,
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
