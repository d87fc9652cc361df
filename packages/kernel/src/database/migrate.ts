import { readdir, readFile } from 'node:fs/promises';
import { openDatabase } from './database.ts';
import { raw, sql } from './sql.ts';

const folder = new URL('../../sql/', import.meta.url);

/** The numbered files of the kernel's own tables, in order. Read models need none: they are built again. */
const numbered = async (): Promise<{ number: number; name: string; text: string }[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}-.*\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => ({
      number: Number(name.slice(0, 4)),
      name,
      text: await readFile(new URL(name, folder), 'utf8'),
    })),
  );
};

/**
 * Brings the kernel's tables up to date. Two processes that start at once wait for one another; each file is applied
 * in a transaction of its own. A database that is newer than this program is refused rather than guessed at.
 */
export const migrate = async (url: string): Promise<void> => {
  const files = await numbered();
  const database = openDatabase(url, { connections: 1, name: 'nightjar migrate' });
  try {
    await database.transaction(async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(20177, 2)`);
      await tx.run(raw('create schema if not exists nightjar'));
      await tx.run(
        raw(`create table if not exists nightjar.migration (
        number int primary key, name text not null, applied_at timestamptz not null default clock_timestamp())`),
      );
      const applied = await tx.many<{ number: number }>(sql`select number from nightjar.migration`);
      const known = new Set(applied.map((row) => row.number));
      const newest = files.at(-1)?.number ?? 0;
      const ahead = [...known].filter((number) => number > newest);
      if (ahead.length > 0) {
        throw new Error(
          `The database was written by a newer Nightjar (it has migration ${Math.max(...ahead)}, this program knows ${newest}). Start that version, or restore a backup made by this one.`,
        );
      }
      for (const file of files) {
        if (known.has(file.number)) continue;
        await tx.run(raw(file.text));
        await tx.run(
          sql`insert into nightjar.migration (number, name) values (${file.number}, ${file.name})`,
        );
      }
    });
  } finally {
    await database.close();
  }
};
