import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';

/** A process of its own that takes the log's lock as the product would, says so, and does not let go by itself. */
const database = openDatabase(process.argv[2] ?? '');
await database.transaction(async (tx) => {
  await tx.run(sql`select pg_advisory_xact_lock(20177, 1)`);
  process.stdout.write('held\n');
  await sleep(600_000);
});
