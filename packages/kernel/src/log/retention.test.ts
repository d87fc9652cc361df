import { expect, test } from 'vitest';
import { sql } from '../database/sql.ts';
import { testDatabase } from '../testing/database.ts';
import { openLog } from './open-log.ts';
import { retain } from './retention.ts';

test('payloads and keys are forgotten when their days are over, facts never', async () => {
  await using database = await testDatabase();
  const log = await openLog(database);
  for (const key of ['old', 'young']) {
    await log.append({
      org: 1,
      stream: 's',
      once: { source: 'github', key, hash: 'h' },
      raw: { source: 'github', delivery: key, event: 'push', headers: {}, body: Buffer.from('{}') },
      facts: [{ type: 'Happened', data: {} }],
    });
  }
  await database.run(
    sql`update nightjar.raw set received_at = now() - interval '91 days' where delivery = 'old'`,
  );
  await database.run(
    sql`update nightjar.dedup set recorded_at = now() - interval '31 days' where key = 'old'`,
  );
  expect(await retain(database, { rawDays: 90, keyDays: 30 })).toEqual({ raw: 1, keys: 1 });
  expect(await database.many(sql`select delivery from nightjar.raw`)).toEqual([{ delivery: 'young' }]);
  expect(await database.many(sql`select key from nightjar.dedup`)).toEqual([{ key: 'young' }]);
  expect(await log.head()).toBe(2);
  await log.close();
});
