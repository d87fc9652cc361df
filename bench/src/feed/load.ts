import { type Database, openDatabase } from '@nightjar/kernel/database/database';
import { identifier, raw, sql } from '@nightjar/kernel/database/sql';
import { changes } from '@nightjar/server/domains/feed/projection';
import { asRecorded, generated } from './generated.ts';

export type Loaded = { readonly loadSeconds: number; readonly indexSeconds: number };

export const schema = 'feed_changes_v1';

/** Fills the read model by the projection's own bulk path: batches without secondary indexes, then the indexes. */
export const load = async (
  database: Database,
  size: number,
  say: (line: string) => void,
): Promise<Loaded> => {
  if (!('batch' in changes)) throw new Error('The feed is applied in batches.');
  const { batch } = changes;
  const path = raw(`set local search_path to ${schema}`);
  await database.run(sql`create schema ${identifier(schema)}`);
  await database.transaction(async (tx) => {
    await tx.run(path);
    await tx.run(raw(changes.tables));
  });
  const began = performance.now();
  const { observation } = generated(size);
  const step = 2_000;
  for (let from = 0; from < size; from += step) {
    const facts = Array.from({ length: Math.min(step, size - from) }, (_, n) =>
      asRecorded(observation(from + n), from + n + 1),
    );
    await database.transaction(async (tx) => {
      await tx.run(path);
      await tx.run(sql`set local synchronous_commit = off`);
      await batch(tx, facts);
    });
    if ((from / step) % 100 === 99) {
      const rate = Math.round((from + step) / ((performance.now() - began) / 1_000));
      say(`loaded ${from + step} of ${size}, ${rate} a second`);
    }
  }
  const loaded = performance.now();
  await database.transaction(async (tx) => {
    await tx.run(path);
    await tx.run(raw(`set local statement_timeout = 0; set local maintenance_work_mem = '256MB'`));
    await tx.run(raw(changes.indexes ?? ''));
  });
  await database.transaction(async (tx) => {
    await tx.run(
      raw(
        `set local statement_timeout = 0; ${path.parts[0]}; analyze change; analyze by_service; analyze state`,
      ),
    );
  });
  return { loadSeconds: (loaded - began) / 1_000, indexSeconds: (performance.now() - loaded) / 1_000 };
};

export const open = (url: string): Database => openDatabase(url, { connections: 4, name: 'nightjar bench' });
