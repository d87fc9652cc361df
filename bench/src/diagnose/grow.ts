import type { Database } from '@nightjar/kernel/database/database';
import { raw, sql } from '@nightjar/kernel/database/sql';
import { schema } from '../feed/load.ts';
import { beforeLately } from './generated.ts';

/** So many are made by the model itself; older ones beyond that are copies of them, moved in time: ten million in minutes. */
export const made = 500_000;
const together = 2;

const path = raw(`set local search_path to ${schema}`);
const patient = raw('set local statement_timeout = 0');

const perform = (database: Database, ...statements: readonly string[]): Promise<void> =>
  database.transaction(async (tx) => {
    await tx.run(path);
    await tx.run(patient);
    for (const statement of statements) await tx.run(raw(statement));
  });

/** One more of each original, so much earlier; its id looks like any other. */
const copy = (nth: number): string[] => {
  const id = `'chg_' || left(md5(o.id || ':${nth}'), 20)`;
  return [
    `insert into change select ${id}, o.org, o.at - interval '${nth * 37} seconds', o.duration_ms, o.kind, o.status,
      o.environment, o.source, o.version, o.services, o.actors, o.tags, o.text, o.words, o.priority, o.bundle from original o`,
    `insert into state select ${id}, o.org, o.body from original o`,
  ];
};

/** Fills the read model up to `size` changes, before its indexes are made. */
export const grow = async (database: Database, size: number): Promise<void> => {
  const before = new Date(beforeLately).toISOString();
  await perform(
    database,
    // Lost in a crash, and so without a log to write: what is read is the same.
    'alter table change set unlogged, drop constraint change_pkey',
    'alter table state set unlogged, drop constraint state_pkey',
    `create unlogged table original as
      select c.*, s.body from change c join state s using (id) where c.at < '${before}'`,
    'analyze original',
  );
  const copies = await database.transaction(async (tx) => {
    await tx.run(path);
    const row = await tx.one<{ n: number }>(sql`select count(*)::int as n from original`);
    return Math.ceil((size - made) / (row?.n ?? 1));
  });
  for (let nth = 1; nth <= copies; nth += together)
    await Promise.all(
      Array.from({ length: Math.min(together, copies - nth + 1) }, (_, n) =>
        perform(database, ...copy(nth + n)),
      ),
    );
  await perform(
    database,
    `set local maintenance_work_mem = '256MB'`,
    'alter table change add primary key (id)',
    'alter table state add primary key (id)',
    'drop table original',
  );
};
