import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import { openDatabase } from './database.ts';

const folder = new URL('../../sql/', import.meta.url);

type Numbered = { readonly number: number; readonly name: string; readonly text: string };

/** The numbered files of the kernel's own tables, in order. Read models need none: they are built again. */
const numbered = async (): Promise<Numbered[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({
      number: Number(name.slice(0, 4)),
      name,
      text: await readFile(new URL(name, folder), 'utf8'),
    })),
  );
};

const apply = async (client: pg.Client, { number, name, text }: Numbered): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into nightjar.migration (number, name) values ($1, $2)', [number, name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
};

/**
 * Brings the kernel's tables up to date. Two processes that start at once wait for one another; each file is applied
 * in a transaction of its own, which may take as long as it takes. A database that is newer than this program is refused
 * rather than guessed at.
 */
export const migrate = async (url: string, files?: readonly Numbered[]): Promise<void> => {
  const wanted = files ?? (await numbered());
  const database = openDatabase(url, { connections: 1, name: 'nightjar migrate' });
  try {
    const client = await database.connect();
    try {
      await client.query('set statement_timeout = 0; set lock_timeout = 0');
      // Of the session, not of a transaction: it is held over all files, and goes with the connection.
      await client.query('select pg_advisory_lock(20177, 2)');
      await client.query(`create schema if not exists nightjar;
        create table if not exists nightjar.migration (
          number int primary key, name text not null, applied_at timestamptz not null default clock_timestamp())`);
      const { rows } = await client.query<{ number: number }>('select number from nightjar.migration');
      const known = new Set(rows.map((row) => row.number));
      const newest = wanted.at(-1)?.number ?? 0;
      const ahead = [...known].filter((number) => number > newest);
      if (ahead.length > 0) {
        throw new Error(
          `The database was written by a newer Nightjar (it has migration ${Math.max(...ahead)}, this program knows ${newest}). Start that version, or restore a backup made by this one.`,
        );
      }
      for (const file of wanted) if (!known.has(file.number)) await apply(client, file);
    } finally {
      await client.end();
    }
  } finally {
    await database.close();
  }
};
