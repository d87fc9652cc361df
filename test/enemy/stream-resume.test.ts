import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { nothingLeft } from './testing/nothing-left.ts';
import { streamClient } from './testing/stream-client.ts';
import { type WholeHouse, wholeHouse } from './testing/whole-house.ts';

nothingLeft();

const authorization = 'Bearer read 1';

const post = async (house: WholeHouse, reports: readonly unknown[]): Promise<number> => {
  const answer = await fetch(`${house.url}/api/v1/changes`, {
    method: 'POST',
    headers: { authorization: 'Bearer ingest 1', 'content-type': 'application/json' },
    body: JSON.stringify(reports),
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { position: number }).position;
};

const report = (n: number, more: object = {}) => ({
  key: `k${n % 40}`,
  title: `Deploy ${n}`,
  kind: 'deploy',
  phase: 'progressed',
  services: ['pricing'],
  ...more,
});

test('what clients hear who go and come back at random is the log, in order, without a repetition', async () => {
  await using house = await wholeHouse();
  const begin = `${house.kernel.log.epoch}-${await house.kernel.log.head()}`;
  const clients = Array.from({ length: 6 }, () => streamClient(() => house.url, { authorization }, begin));
  let n = 0;
  for (let round = 0; round < 60; round++) {
    await post(
      house,
      Array.from({ length: 1 + (round % 5) }, () => report(n++)),
    );
    await sleep(Math.random() * 20);
    clients[Math.floor(Math.random() * clients.length)]?.cut();
  }
  const rows = await house.database.many<{ pos: number }>(
    sql`select pos from nightjar.event where type = 'ChangeObserved' order by pos`,
  );
  const wanted = rows.map(({ pos }) => `${house.kernel.log.epoch}-${pos}`);
  expect(wanted).toHaveLength(n);
  for (const client of clients) {
    await expect.poll(() => client.heard.length, { timeout: 10_000 }).toBeGreaterThanOrEqual(wanted.length);
    await client.end();
    expect(client.heard.map(({ id }) => id)).toEqual(wanted);
    expect(new Set(client.heard.map(({ event }) => event))).toEqual(new Set(['change']));
  }
}, 40_000);

/** A client that opens the stream and reads nothing of it until it is told. */
const lazyClient = (house: WholeHouse, from: string) =>
  new Promise<{ answer: IncomingMessage; ids: () => number[] }>((resolve) => {
    const headers = { authorization, 'last-event-id': from };
    get(`${house.url}/api/v1/changes/stream`, { agent: false, headers }, (answer) => {
      const text: string[] = [];
      answer.setEncoding('utf8').on('data', (more: string) => text.push(more));
      answer.on('error', () => {});
      answer.pause();
      const ids = () =>
        [...text.join('').matchAll(/^id: \d+-(\d+)\nevent: change$/gm)].map(([, pos]) => Number(pos));
      resolve({ answer, ids });
    });
  });

/** What Node holds of writes to the socket that nobody reads, at the worst of all sockets of this process. */
const mostUnsent = (): number => {
  const { _getActiveHandles: handles } = process as unknown as {
    _getActiveHandles: () => { writableLength?: number }[];
  };
  return Math.max(...handles().map((handle) => handle.writableLength ?? 0));
};

test('clients that do not read cost the server no more than its cap for each, and hear everything later', async () => {
  await using house = await wholeHouse();
  const begin = await house.kernel.log.head();
  const from = `${house.kernel.log.epoch}-${begin}`;
  const clients = [
    await lazyClient(house, from),
    await lazyClient(house, from),
    await lazyClient(house, from),
  ];
  // 5,000 messages of 4 kB: 20 MB for each client, of which the sockets of the machine hold some six.
  const summary = 'x'.repeat(4000);
  let worst = 0;
  for (let round = 0; round < 25; round++) {
    await post(
      house,
      Array.from({ length: 200 }, (_, i) => report(round * 200 + i, { summary })),
    );
    worst = Math.max(worst, mostUnsent());
  }
  await sleep(300);
  worst = Math.max(worst, mostUnsent());
  expect(worst, 'that the clients were slow at all').toBeGreaterThan(64 * 1024);
  expect(worst, 'bytes kept for one client').toBeLessThan(2 * 2 ** 20);
  const wanted = Array.from({ length: 5000 }, (_, n) => begin + 1 + n);
  for (const { answer } of clients) answer.resume();
  for (const { ids } of clients)
    await expect
      .poll(() => ids().length, { timeout: 20_000, interval: 250 })
      .toBeGreaterThanOrEqual(wanted.length);
  for (const { ids, answer } of clients) {
    expect(ids()).toEqual(wanted);
    answer.destroy();
  }
}, 60_000);

test('an id of a life of the log that is no more is answered by a reset, never by silence', async () => {
  await using house = await wholeHouse();
  await post(house, [report(1)]);
  const { epoch } = house.kernel.log;
  for (const id of [`${epoch + 1}-1`, `${epoch - 1}-1`, `${epoch}-999999`, 'nonsense']) {
    const client = streamClient(() => house.url, { authorization }, id);
    await expect.poll(() => client.heard.at(0)?.event, { timeout: 5000 }).toBe('reset');
    await client.end();
  }
});
