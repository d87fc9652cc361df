import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { openLog } from '@nightjar/kernel/log/open-log';
import { openProjections } from '@nightjar/kernel/projection/open-projections';
import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { counts } from './testing/counts.ts';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';

nothingLeft();

const fact = (stream: string) => ({ org: 1, stream, facts: [{ type: 'Counted', data: { by: 1 } }] });

/** Two houses over one database, as two processes are: one writes, the other only reads. */
const houses = async () => {
  const database = await enemyDatabase();
  const elsewhere = openDatabase(database.url, { connections: 5, name: 'elsewhere' });
  const writer = await openLog(database);
  const reader = await openLog(elsewhere);
  const models = openProjections(elsewhere, reader, pino({ level: 'silent' }), [counts]);
  await models.start();
  return {
    database,
    writer,
    reader,
    models,
    /** Ends every connection that listens. */
    deafen: () =>
      database.run(sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ~* '^(listen|select pg_notify)'`),
    [Symbol.asyncDispose]: async () => {
      await models.stop();
      await writer.close();
      await reader.close();
      await elsewhere.close();
      await database[Symbol.asyncDispose]();
    },
  };
};

const heardWithin = (log: { onGrown: (listener: () => void) => () => void }, ms: number) =>
  new Promise<boolean>((resolve) => {
    const stop = log.onGrown(() => finish(true));
    const timer = setTimeout(() => finish(false), ms);
    const finish = (heard: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(heard);
    };
  });

test('another process loses nothing when no NOTIFY arrives, and is a poll late at most', async () => {
  await using it = await houses();
  let deaf = true;
  const deafening = (async () => {
    while (deaf) {
      await it.deafen();
      await sleep(30);
    }
  })();
  let late = 0;
  for (let n = 1; n <= 6; n++) {
    // Now and then so long that the reader polls as seldom as it ever does.
    await sleep(n % 3 === 0 ? 1500 : 100);
    expect(await it.writer.append(fact(`s${n}`))).toMatchObject({ status: 'ok', lastPos: n });
    const began = performance.now();
    // Not `reached`, which looks at once.
    await vi.waitUntil(() => it.models.position(counts) >= n, { timeout: 5000, interval: 10 });
    late = Math.max(late, performance.now() - began);
  }
  deaf = false;
  await deafening;
  expect(late, 'that it was deaf at all').toBeGreaterThan(60);
  expect(late).toBeLessThan(2500);
  const rows = await it.database.many(sql`select stream from ${it.models.table(counts, 'total')}`);
  expect(rows).toHaveLength(6);
});

test('a process that only reads hears again after its listening connection was lost', async () => {
  await using it = await houses();
  const first = heardWithin(it.reader, 2000);
  await it.writer.append(fact('a'));
  expect(await first).toBe(true);
  expect(await it.deafen()).toBeGreaterThan(0);
  await sleep(2500);
  const again = heardWithin(it.reader, 2000);
  await it.writer.append(fact('b'));
  expect(await again).toBe(true);
});
