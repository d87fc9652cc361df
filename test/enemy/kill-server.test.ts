import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { enemyDatabase, nothingLeft } from './testing/nothing-left.ts';
import { ownServer, token } from './testing/own-server.ts';
import { streamClient } from './testing/stream-client.ts';

nothingLeft();

const authorization = `Bearer ${token}`;

type Ack = { readonly key: string; readonly position: number; readonly status: string };

/** Sends one change after another, each with a key of its own, until its answer is a 200. */
const persistent = async (
  url: () => string,
  name: string,
  going: () => boolean,
  acked: () => void,
): Promise<Ack[]> => {
  const acks: Ack[] = [];
  for (let n = 0; going() || n < 10; n++) {
    const key = `${name}-${n}`;
    const body = JSON.stringify({ key, title: `Deploy ${key}`, kind: 'deploy', services: ['pricing'] });
    for (;;) {
      try {
        const answer = await fetch(`${url()}/api/v1/changes`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
          body,
        });
        const { position, results } = (await answer.json()) as {
          position: number;
          results?: { status: string }[];
        };
        if (answer.status !== 200) throw new Error(`${answer.status}`);
        acks.push({ key, position, status: results?.[0]?.status ?? '' });
        acked();
        break;
      } catch {
        await sleep(20);
      }
    }
  }
  return acks;
};

test('a server killed in mid-ingest lost nothing it acknowledged and took nothing twice, and its streams go on', async () => {
  await using database = await enemyDatabase();
  await using server = await ownServer(database.url);
  let killing = true;
  const stream = streamClient(server.url, { authorization }, '1-0');
  let acked = 0;
  const count = () => {
    acked += 1;
  };
  const clients = Array.from({ length: 8 }, (_, n) => persistent(server.url, `c${n}`, () => killing, count));
  // As many answers as it takes for a kill to fall among them, however slow the machine.
  const until = performance.now() + 60_000;
  const more = async (answers: number): Promise<void> => {
    for (const wanted = acked + answers; acked < wanted && performance.now() < until; ) await sleep(10);
  };
  for (let kill = 0; kill < 2; kill++) {
    await more(25);
    await sleep(Math.random() * 300);
    await server.kill();
    await server.start();
  }
  await more(10);
  killing = false;
  const acks = (await Promise.all(clients)).flat();
  const rows = await database.many<{ pos: number; key: string }>(
    sql`select pos, data->'observation'->>'key' as key from nightjar.event where type = 'ChangeObserved' order by pos`,
  );
  const heads = await database.one<{ head: number; n: number }>(
    sql`select max(pos) as head, count(*) as n from nightjar.event`,
  );
  expect(heads?.head).toBe(heads?.n);
  const posOf = new Map(rows.map(({ key, pos }) => [key, pos]));
  expect(posOf.size, 'each change is recorded once').toBe(rows.length);
  expect(rows.length).toBe(acks.length);
  for (const ack of acks) {
    expect(['recorded', 'duplicate']).toContain(ack.status);
    expect(ack.position, ack.key).toBe(posOf.get(ack.key));
  }
  expect(acks.length).toBeGreaterThan(50);
  const wanted = rows.map(({ pos }) => `1-${pos}`);
  await expect.poll(() => stream.heard.length, { timeout: 30_000 }).toBeGreaterThanOrEqual(wanted.length);
  await stream.end();
  expect(stream.heard.map(({ id }) => id)).toEqual(wanted);
}, 120_000);
