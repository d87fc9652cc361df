import type { Database } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';

/** Rows deleted in one statement: small enough that no write waits noticeably for it. */
const batch = 5000;

/** Deletes edges of minutes that are older than `days`; answers how many. */
export const forgetCalls = async (database: Pick<Database, 'run'>, days: number): Promise<number> => {
  let gone = 0;
  for (;;) {
    const now = await database.run(sql`delete from nightjar.call where ctid = any(array(
      select ctid from nightjar.call where minute < clock_timestamp() - make_interval(days => ${days})
      limit ${batch}))`);
    gone += now;
    if (now < batch) return gone;
  }
};
