import { type Database, openDatabase } from '@nightjar/kernel/database/database';
import { identifier, raw, sql } from '@nightjar/kernel/database/sql';
import { changes } from '@nightjar/server/domains/feed/projection';
import { asRecorded, generated } from './generated.ts';

export type Loaded = { readonly loadSeconds: number; readonly indexSeconds: number };

export const schema = 'feed_changes_v3';

const step = 2_000;
const path = raw(`set local search_path to ${schema}`);

/** The tables of the model, without indexes. */
export const prepare = async (database: Database): Promise<void> => {
  await database.run(sql`create schema ${identifier(schema)}`);
  await database.transaction(async (tx) => {
    await tx.run(path);
    await tx.run(raw(changes.tables));
  });
};

/** Fills the read model by the projection's own bulk path: this part's share of the batches, with these observations. */
export const load = async (
  database: Database,
  size: number,
  { part, parts }: { part: number; parts: number },
  tell: (loaded: number) => void,
  { observation }: ReturnType<typeof generated> = generated(size),
): Promise<void> => {
  if (!('batch' in changes)) throw new Error('The feed is applied in batches.');
  const { batch } = changes;
  let loaded = 0;
  for (let from = part * step; from < size; from += parts * step) {
    const facts = Array.from({ length: Math.min(step, size - from) }, (_, n) =>
      asRecorded(observation(from + n), from + n + 1),
    );
    await database.transaction(async (tx) => {
      await tx.run(path);
      await tx.run(sql`set local synchronous_commit = off`);
      await batch(tx, facts);
    });
    loaded += facts.length;
    tell(loaded);
  }
};

/** Indexes and statistics, as after a rebuild; answers the seconds they took. */
export const finish = async (database: Database): Promise<number> => {
  const began = performance.now();
  await database.transaction(async (tx) => {
    await tx.run(path);
    await tx.run(raw(`set local statement_timeout = 0; set local maintenance_work_mem = '256MB'`));
    await tx.run(raw(changes.indexes ?? ''));
  });
  await database.transaction(async (tx) => {
    await tx.run(
      raw(
        `set local statement_timeout = 0; ${path.parts[0]}; analyze change; analyze by_service; analyze by_quarter; analyze state`,
      ),
    );
  });
  return (performance.now() - began) / 1000;
};

export const open = (url: string): Database => openDatabase(url, { connections: 4, name: 'nightjar bench' });
