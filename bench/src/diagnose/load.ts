import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { changes } from '@nightjar/server/domains/feed/projection';
import { path } from '../feed/load.ts';
import { generated } from './generated.ts';

const step = 2_000;

/** Fills the feed's read model by its own bulk path: this part's share of the batches. */
export const load = async (
  database: Database,
  { size, services, part, parts }: { size: number; services: number; part: number; parts: number },
  tell: (loaded: number) => void,
): Promise<void> => {
  if (!('batch' in changes)) throw new Error('The feed is applied in batches.');
  const { batch } = changes;
  const { fact } = generated(size, services, 7 + part);
  let loaded = 0;
  for (let from = part * step; from < size; from += parts * step) {
    const facts = Array.from({ length: Math.min(step, size - from) }, (_, n) => fact(from + n));
    await database.transaction(async (tx) => {
      await tx.run(path);
      await tx.run(sql`set local synchronous_commit = off`);
      await batch(tx, facts);
    });
    loaded += facts.length;
    tell(loaded);
  }
};
