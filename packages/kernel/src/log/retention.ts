import type { Database } from '../database/database.ts';
import { sql } from '../database/sql.ts';

/** Rows deleted in one statement: small enough that no append waits noticeably for it. */
const batch = 5000;

export type Retention = {
  /** Days for which payloads are kept as they arrived. */
  readonly rawDays: number;
  /** Days for which an idempotency key is remembered; a repetition after that is recorded again. */
  readonly keyDays: number;
};

const forget = async (delete_: () => Promise<number>): Promise<number> => {
  let gone = 0;
  for (;;) {
    const now = await delete_();
    gone += now;
    if (now < batch) return gone;
  }
};

/** Deletes what has been kept long enough. Facts are never deleted here. */
export const retain = async (
  database: Database,
  { rawDays, keyDays }: Retention,
): Promise<{ raw: number; keys: number }> => ({
  raw: await forget(() =>
    database.run(sql`delete from nightjar.raw where ctid = any(array(
      select ctid from nightjar.raw where received_at < clock_timestamp() - make_interval(days => ${rawDays})
      limit ${batch}))`),
  ),
  keys: await forget(() =>
    database.run(sql`delete from nightjar.dedup where ctid = any(array(
      select ctid from nightjar.dedup where recorded_at < clock_timestamp() - make_interval(days => ${keyDays})
      limit ${batch}))`),
  ),
});
