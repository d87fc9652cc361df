import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { sql } from './database/sql.ts';
import { domain } from './domain.ts';
import { openKernel } from './open-kernel.ts';
import { projection } from './projection/projection.ts';
import { bestOf } from './testing/best-of.ts';
import { testDatabase } from './testing/database.ts';

test('what a fact asks for is begun at once, not at the next poll', async () => {
  await using db = await testDatabase();
  const begun: number[] = [];
  const paging = domain({
    name: 'paging',
    topics: () => [{ name: 'page', run: async () => begun.push(performance.now()) }],
  });
  await using kernel = await openKernel({
    url: db.url,
    logger: pino({ level: 'silent' }),
    domains: [paging],
  });
  await kernel.start();
  const six = async (): Promise<number> => {
    let waitedMs = 0;
    for (const until = begun.length + 6; begun.length < until; ) {
      // After a task the queue looks again each 100 ms until it finds nothing: only then would a poll take its second.
      await sleep(250);
      const [nth, sent] = [begun.length, performance.now()];
      await kernel.log.append({
        org: 1,
        stream: 'incident:1',
        facts: [{ type: 'IncidentOpened', data: {} }],
        tasks: [{ topic: 'page' }],
      });
      while (begun.length === nth) await sleep(1);
      waitedMs += (begun[nth] ?? 0) - sent;
    }
    return waitedMs;
  };
  // The poll comes once a second: six tasks in a row would wait some 5 s for it, whatever else the machine does.
  expect(await bestOf(6, 1500, six)).toBeLessThan(1500);
}, 90_000);

test('an epoch that grows while the kernel is open is the one that its log tells', async () => {
  await using db = await testDatabase();
  await using kernel = await openKernel({ url: db.url, logger: pino({ level: 'silent' }), domains: [] });
  expect(kernel.log.epoch).toBe(1);
  // As after a promotion: another life, and every connection broken.
  await db.run(sql`update nightjar.meta set life = 'of another cluster'`);
  await db.run(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  await expect.poll(() => kernel.log.epoch, { timeout: 5000 }).toBe(2);
});

test('a house of more models than connections starts, and they all catch up', async () => {
  await using db = await testDatabase();
  const models = Array.from({ length: 8 }, (_, n) =>
    projection({ name: `many.model_${n}`, version: 1, tables: 'create table seen (pos bigint)', on: {} }),
  );
  const began = performance.now();
  await using kernel = await openKernel({
    url: db.url,
    logger: pino({ level: 'silent' }),
    domains: [domain({ name: 'many', projections: models })],
    connections: 3,
  });
  await kernel.log.append({ org: 1, stream: 'a', facts: [{ type: 'Anything', data: {} }] });
  await kernel.start();
  // None waits for a connection while it holds one: that would end after the pool's ten seconds.
  expect(performance.now() - began).toBeLessThan(8_000);
});
