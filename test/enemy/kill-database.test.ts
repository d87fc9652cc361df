import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@nightjar/kernel/database/database';
import { sql } from '@nightjar/kernel/database/sql';
import type { Append, Appended, Log } from '@nightjar/kernel/log/log';
import { openLog } from '@nightjar/kernel/log/open-log';
import { Refusal } from '@nightjar/kernel/refusal';
import { sealNext } from '@nightjar/kernel/seal/seal';
import { verifyLog } from '@nightjar/kernel/seal/verify';
import { expect, test } from 'vitest';
import { nothingLeft } from './testing/nothing-left.ts';
import { type OwnCluster, ownCluster } from './testing/own-cluster.ts';

nothingLeft();

const house = async () => {
  const cluster = await ownCluster();
  const database = openDatabase(cluster.url, { connections: 4 });
  const logs = [await openLog(database), await openLog(database)];
  return {
    cluster,
    database,
    logs,
    [Symbol.asyncDispose]: async () => {
      for (const log of logs) await log.close();
      await database.close();
      await cluster[Symbol.asyncDispose]();
    },
  };
};

/**
 * Kills at random moments in the middle of the work, by turns the postmaster alone and everything at once: four times, and
 * on until there is `enough` to judge by or a minute has gone.
 */
const killer = async (cluster: OwnCluster, enough: () => boolean): Promise<void> => {
  const until = performance.now() + 60_000;
  for (let turn = 0; turn < 4 || (!enough() && performance.now() < until); turn++) {
    await sleep(100 + Math.random() * 200);
    if (turn % 2 === 0) cluster.killPostmaster();
    else await cluster.killEverything();
    await cluster.revived();
  }
};

type Ack = { readonly key: string; readonly stream: string; readonly at: Appended };

/** A client that sends one fact after another, each until it is acknowledged, always with the same key. */
const persistent = async (
  log: Log,
  stream: string,
  going: () => boolean,
  acked: () => void,
): Promise<Ack[]> => {
  const acks: Ack[] = [];
  for (let ver = 0; going() || ver < 5; ver++) {
    const key = `${stream}/${ver}`;
    const command: Append = {
      org: 1,
      stream,
      expect: ver,
      once: { source: 'enemy', key, hash: 'h' },
      facts: [{ type: 'Happened', data: { key } }],
    };
    for (;;) {
      try {
        acks.push({ key, stream, at: await log.append(command) });
        acked();
        break;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        await sleep(20);
      }
    }
  }
  return acks;
};

type Row = { pos: number; stream: string; ver: number; key: string };

test('no fact that was acknowledged is lost and none is there twice, however often PostgreSQL is killed', async () => {
  await using it = await house();
  let killing = true;
  let acked = 0;
  const clients = Array.from({ length: 12 }, (_, n) =>
    persistent(
      it.logs[n % 2] as Log,
      `client:${n}`,
      () => killing,
      () => {
        acked += 1;
      },
    ),
  );
  await killer(it.cluster, () => acked > 60);
  killing = false;
  const acks = (await Promise.all(clients)).flat();
  const rows = await it.database.many<Row>(
    sql`select pos, stream, ver, data->>'key' as key from nightjar.event order by pos`,
  );
  expect(rows.map(({ pos }) => pos)).toEqual(rows.map((_, index) => index + 1));
  const byKey = new Map(rows.map((row) => [row.key, row]));
  expect(byKey.size).toBe(rows.length);
  for (const { key, at } of acks) {
    expect(['ok', 'duplicate']).toContain(at.status);
    expect(at).toMatchObject({ firstPos: byKey.get(key)?.pos, lastPos: byKey.get(key)?.pos });
  }
  expect(acks).toHaveLength(rows.length);
  for (const stream of new Set(rows.map((row) => row.stream))) {
    const versions = rows.filter((row) => row.stream === stream).map(({ ver }) => ver);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
  }
  // That the retries were needed: some answer was lost after its commit.
  expect(acks.length).toBeGreaterThan(60);
  while ((await sealNext(it.database)).more);
  expect((await verifyLog(it.database)).damage).toEqual([]);
}, 120_000);

test('without a key an unknown outcome is said, and nothing is sent twice', async () => {
  await using it = await house();
  let killing = true;
  const outcome = new Map<number, string>();
  let next = 0;
  const clients = Array.from({ length: 12 }, async (_, n) => {
    while (killing) {
      const id = next++;
      const facts = [{ type: 'Happened', data: { id } }];
      try {
        await (it.logs[n % 2] as Log).append({ org: 1, stream: 's', facts });
        outcome.set(id, 'acknowledged');
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        outcome.set(id, error.code);
        await sleep(20);
      }
    }
  });
  const isSeen = (code: string): boolean => [...outcome.values()].includes(code);
  await killer(it.cluster, () => isSeen('acknowledged') && isSeen('log.unknown-outcome'));
  killing = false;
  await Promise.all(clients);
  const rows = await it.database.many<{ id: number; n: number }>(
    sql`select (data->>'id')::int as id, count(*) as n from nightjar.event group by 1`,
  );
  const times = new Map(rows.map(({ id, n }) => [id, n]));
  const seen = new Set(outcome.values());
  for (const [id, is] of outcome) {
    const n = times.get(id) ?? 0;
    if (is === 'acknowledged') expect(n, `${id} was acknowledged`).toBe(1);
    else if (is === 'log.unknown-outcome') expect(n, `${id} is of unknown outcome`).toBeLessThanOrEqual(1);
    else expect(n, `${id} was refused: ${is}`).toBe(0);
  }
  expect(seen).toContain('acknowledged');
  expect(seen).toContain('log.unknown-outcome');
}, 120_000);

test('what is acknowledged is on the disk: nothing on the way there is switched off', async () => {
  await using it = await house();
  const client = await it.database.connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])
    expect((await client.query(`show ${setting}`)).rows[0], setting).toEqual({ [setting]: 'on' });
  await client.end();
}, 60_000);
