import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/**
 * Which life of which cluster answers: its system identifier and its timeline, which grows whenever a copy is promoted.
 * pg_walfile_name is right at once; pg_control_checkpoint().timeline_id only after the first checkpoint.
 */
const life = sql`select system_identifier || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) as life
  from pg_control_system()`;

/** Some hosted PostgreSQLs keep these functions to themselves: there nobody notices a promotion, and nothing else fails. */
const lifeOf = async (database: Database): Promise<string | null> => {
  const row = await database.one<{ life: string }>(life).catch(() => undefined);
  return row?.life ?? null;
};

/**
 * The epoch of the log. It grows by one when the database is found to live on as another cluster or on another timeline
 * than when it was last seen: a copy that was promoted, or moved by a dump, may lack the end of what the old one had
 * acknowledged, and gives its positions to other facts. Cursors from before are then recognised by their epoch.
 */
export const epochOf = async (database: Database): Promise<number> => {
  const now = await lifeOf(database);
  if (now !== null) {
    // The row is the lock: of two who notice at once, one counts.
    await database.run(
      sql`update nightjar.meta set epoch = epoch + case when life is null then 0 else 1 end, life = ${now}
        where life is distinct from ${now}`,
    );
  }
  const row = await database.one<{ epoch: number }>(sql`select epoch from nightjar.meta`);
  if (row === undefined)
    throw new Error('The table nightjar.meta is empty: the database is not whole. Restore a backup.');
  return row.epoch;
};
