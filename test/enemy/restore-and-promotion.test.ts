import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { backup } from '@nightjar/kernel/backup/backup';
import { restore } from '@nightjar/kernel/backup/restore';
import { type Database, openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import { domain } from '@nightjar/kernel/domain';
import type { Log } from '@nightjar/kernel/log/log';
import { openLog } from '@nightjar/kernel/log/open-log';
import { openKernel } from '@nightjar/kernel/open-kernel';
import { openProjections } from '@nightjar/kernel/projection/open-projections';
import type { Projections } from '@nightjar/kernel/projection/projections';
import { sealNext } from '@nightjar/kernel/seal/seal';
import { verifyLog } from '@nightjar/kernel/seal/verify';
import pino from 'pino';
import { expect, test, vi } from 'vitest';
import { baseBackup, promoted } from './testing/base-backup.ts';
import { counts } from './testing/counts.ts';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';
import { ownCluster } from './testing/own-cluster.ts';
import { proxyTo } from './testing/proxy.ts';
import { streamClient } from './testing/stream-client.ts';
import { wholeHouse } from './testing/whole-house.ts';

nothingLeft();

const houseOver = async (database: Database) => {
  const log = await openLog(database);
  const models = openProjections(database, log, pino({ level: 'silent' }), [counts]);
  await models.start();
  return {
    log,
    models,
    [Symbol.asyncDispose]: async () => {
      await models.stop();
      await log.close();
    },
  };
};

/** The same through the kernel, as the server opens it. */
const kernelOver = async ({ url }: Database) => {
  const logger = pino({ level: 'silent' });
  const kernel = await openKernel({
    url,
    logger,
    domains: [domain({ name: 'counting', projections: [counts] })],
  });
  await kernel.start();
  return {
    log: kernel.log,
    models: kernel.projections,
    [Symbol.asyncDispose]: () => kernel[Symbol.asyncDispose](),
  };
};

/** Appends `n` facts of `life`, one by one, and answers the last position. */
const live = async (log: Log, life: string, n: number): Promise<number> => {
  let last = 0;
  for (let i = 0; i < n; i++) {
    const done = await log.append({
      org: 1,
      stream: `${life}:${i % 5}`,
      facts: [{ type: 'Counted', data: { by: 1, life } }],
    });
    if (done.status !== 'ok') throw new Error(done.status);
    last = done.lastPos;
  }
  return last;
};

const expectModelOfLog = async (database: Database, models: Projections): Promise<void> => {
  const totals = await database.many(
    sql`select stream, n, last from ${models.table(counts, 'total')} order by stream`,
  );
  const facts = await database.many(
    sql`select stream, count(*)::int as n, max(pos) as last from nightjar.event group by stream order by stream`,
  );
  expect(totals).toEqual(facts);
};

test('a model that stands beyond the end of the log is built again from what is there', async () => {
  await using database = await enemyDatabase();
  await using house = await houseOver(database);
  const head = await live(house.log, 'first', 60);
  expect(await house.models.reached(counts, head, 5000)).toBe(true);
  // A restore of the facts by hand, say: the end is gone, the models are as they were.
  await database.run(sql`delete from nightjar.event where pos > 40`);
  await vi.waitUntil(
    async () =>
      (await database.one<{ n: number }>(sql`select count(*) as n from nightjar.projection`))?.n === 2,
    5000,
  );
  const reused = await live(house.log, 'second', 40);
  expect(reused).toBe(80);
  expect(await house.models.reached(counts, reused, 5000)).toBe(true);
  await expectModelOfLog(database, house.models);
});

test.each([
  ['log', houseOver],
  ['kernel', kernelOver],
])(
  'a copy that lagged and was promoted under a running %s is a new epoch, and no model skips a reused position',
  async (_, over) => {
    await using old = await ownCluster();
    await using proxy = await proxyTo(old.url);
    const database = openDatabase(proxy.url, { connections: 5 });
    const admin = openDatabase(old.url, { connections: 2 });
    await using closing = new AsyncDisposableStack();
    closing.defer(database.close);
    await using house = await over(database);
    await live(house.log, 'first', 30);
    await sealNext(admin);
    const copy = await baseBackup(old.url, old.data);
    const lost = await live(house.log, 'lost', 30);
    await sealNext(admin);
    await admin.close();
    expect(await house.models.reached(counts, lost, 5000)).toBe(true);
    expect(house.log.epoch).toBe(1);

    await using fresh = await ownCluster(promoted, copy);
    proxy.hangUp(fresh.url);
    await vi.waitUntil(() => house.log.epoch === 2, 8000);
    const first = await live(house.log, 'second', 1);
    expect(first, 'positions are used again').toBeLessThan(lost);
    // The house had applied this position, when another fact stood there.
    expect(await house.models.reached(counts, first, 5000)).toBe(true);
    await expectModelOfLog(database, house.models);
    const head = await live(house.log, 'second', 60);
    expect(head).toBeGreaterThan(lost);
    expect(await house.models.reached(counts, head, 5000)).toBe(true);
    await expectModelOfLog(database, house.models);
    while ((await sealNext(database)).more);
    expect((await verifyLog(database)).damage).toEqual([]);
    // Who opens it next finds the epoch counted once.
    const again = await openLog(database);
    expect(again.epoch).toBe(2);
    await again.close();
  },
  60_000,
);

test('a stream that is open while a lagging copy is promoted hears of every later fact, or is told to read again', async () => {
  await using old = await ownCluster();
  await using proxy = await proxyTo(old.url);
  await using house = await wholeHouse({ DATABASE_URL: proxy.url });
  const { log } = house.kernel;
  const report = async (n: number, life: string): Promise<string> => {
    for (let last = '', i = 0; ; i++) {
      const answer = await fetch(`${house.url}/api/v1/changes`, {
        method: 'POST',
        headers: { authorization: 'Bearer ingest 1', 'content-type': 'application/json' },
        body: JSON.stringify({ key: `${life}-${i}`, title: life, kind: 'deploy', services: ['pricing'] }),
      });
      expect(answer.status).toBe(200);
      last = String(((await answer.json()) as { position: number }).position);
      if (i + 1 >= n) return last;
    }
  };
  await report(10, 'first');
  const copy = await baseBackup(old.url, old.data);
  const lost = await report(20, 'lost');
  const stream = streamClient(() => house.url, { authorization: 'Bearer read 1' }, `${log.epoch}-${lost}`);
  await report(1, 'heard');
  await expect.poll(() => stream.heard.length, { timeout: 5000 }).toBe(1);

  await using fresh = await ownCluster(promoted, copy);
  proxy.hangUp(fresh.url);
  await vi.waitUntil(() => log.epoch === 2, 8000);
  const reused = await report(3, 'second');
  expect(Number(reused)).toBeLessThan(Number(lost));
  const told = () => stream.heard.some(({ event }) => event === 'reset');
  await expect
    .poll(() => told() || stream.heard.filter(({ id }) => id.endsWith(`-${reused}`)).length, {
      timeout: 5000,
    })
    .toBeTruthy();
  const heardFrom = stream.heard.length;
  const next = await report(1, 'third');
  await expect
    .poll(() => stream.heard.slice(heardFrom).map(({ id }) => id), { timeout: 5000 })
    .toContain(`2-${next}`);
  await stream.end();
}, 60_000);

test('an older backup, restored, is another epoch, and tells a seal of the lost end from its own', async () => {
  await using from = await enemyDatabase();
  await using into = await enemyDatabase();
  await using house = await houseOver(from);
  await live(house.log, 'first', 30);
  await sealNext(from);
  const out = new PassThrough();
  const [bytes] = await Promise.all([buffer(out), backup(from, out)]);
  await live(house.log, 'lost', 30);
  await sealNext(from);
  const noted = { head: await house.log.head(), hash: (await verifyLog(from)).hash };

  await restore(into, Readable.from([bytes]));
  await using heir = await houseOver(into);
  expect(heir.log.epoch).toBe(house.log.epoch + 1);
  await live(heir.log, 'second', 30);
  await sealNext(into);
  const now = await verifyLog(into);
  expect(now).toMatchObject({ facts: noted.head, damage: [] });
  expect(now.hash, 'what somebody noted of the lost life').not.toBe(noted.hash);
  expect(await heir.models.reached(counts, noted.head, 5000)).toBe(true);
  await expectModelOfLog(into, heir.models);
});
