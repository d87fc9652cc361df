import { readSettings } from '@nightjar/kernel/config/settings';
import { sql } from '@nightjar/kernel/database/sql';
import { openLogger } from '@nightjar/kernel/logger';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { testDatabase } from '@nightjar/kernel/testing/database';
import { expect, test } from 'vitest';
import { beginHousekeeping, housekeeping } from './housekeeping.ts';
import { table } from './settings.ts';

test('the house forgets old payloads by itself, and asks for its next round once', async () => {
  await using database = await testDatabase();
  const settings = readSettings(table, {});
  await using kernel = await openKernel({
    url: database.url,
    logger: openLogger('silent'),
    domains: [housekeeping(settings)],
  });
  await kernel.log.append({
    org: 1,
    stream: 's',
    raw: { source: 'github', delivery: 'd', event: 'push', headers: {}, body: Buffer.from('{}') },
    facts: [{ type: 'Happened', data: {} }],
  });
  await database.run(sql`
    insert into nightjar.call (org, caller, callee, environment, minute, count, errors, sum_ms, latency)
    select 1, 'service:default/a', 'service:default/b', '', now() - make_interval(days => d), 1, 0, 1, '{1}'
    from unnest(array[29, 31]) d`);
  await database.run(sql`update nightjar.raw set received_at = now() - interval '91 days'`);
  await kernel.start();
  await beginHousekeeping(kernel);
  await beginHousekeeping(kernel);
  const left = () => database.one<{ n: number }>(sql`select count(*) as n from nightjar.raw`);
  await expect.poll(left, { timeout: 10_000 }).toEqual({ n: 0 });
  const calls = () => database.one<{ n: number }>(sql`select count(*) as n from nightjar.call`);
  await expect.poll(calls, { timeout: 10_000 }).toEqual({ n: 1 });
  const waiting = () =>
    database.one<{ n: number }>(sql`select count(*) as n from nightjar.task where state = 'scheduled'`);
  await expect.poll(waiting, { timeout: 10_000 }).toEqual({ n: 1 });
});
