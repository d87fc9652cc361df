import type { Database } from '../database/database.ts';
import { identifier, raw, sql } from '../database/sql.ts';
import { headOf } from './read.ts';

/** Facts in one segment. */
export const segmentSize = 1_000_000;
/** Segments that stand ready beyond the head: a missing one is an outage of writing. */
const ahead = 2;

const nameOf = (segment: number): string => `event_s${segment.toString().padStart(6, '0')}`;

/** Makes the segments from the head to `ahead` beyond it, or to `upTo`. Segment n holds positions [n * size + 1, (n + 1) * size + 1). */
export const ensureSegments = async (database: Database, size = segmentSize, upTo = 0): Promise<void> => {
  const current = Math.floor((await headOf(database)) / size);
  const last = Math.max(current + ahead, Math.floor(upTo / size));
  const existing = await database.many<{ name: string }>(sql`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'nightjar.event'::regclass`);
  const names = new Set(existing.map(({ name }) => name));
  for (let segment = current; segment <= last; segment++) {
    const name = nameOf(segment);
    if (names.has(name)) continue;
    const table = identifier('nightjar', name);
    // Made apart and then attached: that takes a lock which lets appends go on, `partition of` would stop them.
    await database.transaction(async (tx) => {
      await tx.run(sql`select pg_advisory_xact_lock(20177, 3)`);
      const there = await tx.one(sql`select 1 from pg_class where oid = to_regclass(${`nightjar.${name}`})`);
      if (there !== undefined) return;
      await tx.run(sql`create table ${table} (like nightjar.event including defaults including constraints)`);
      await tx.run(sql`alter table nightjar.event attach partition ${table}
        for values from (${raw(String(segment * size + 1))}) to (${raw(String((segment + 1) * size + 1))})`);
    });
  }
};
