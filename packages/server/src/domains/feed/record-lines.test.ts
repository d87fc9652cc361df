import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { hashOf } from './record.ts';
import { type FeedHouse, feedHouse } from './testing/house.ts';

const reports = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, n) => ({ title: `t${n}`, services: ['x'], ...more }));

const facts = async (house: FeedHouse): Promise<number> =>
  (await house.database.one<{ n: number }>(sql`select count(*)::int as n from nightjar.event`))?.n ?? 0;

const small = { logOptions: { limits: { queueFacts: 800, batchFacts: 100 } } };

test('lines that wait for a full log are recorded once each', async () => {
  await using house = await feedHouse(small);
  const body = reports(3_000)
    .map((it) => JSON.stringify(it))
    .join('\n');
  const sent = await house.post(body, { 'content-type': 'application/x-ndjson' });
  expect(sent.body).toMatchObject({ recorded: 3_000, refused: 0 });
  expect(await facts(house)).toBe(3_000);
});

test('a list longer than the queue is recorded whole, with a key and without', async () => {
  await using house = await feedHouse(small);
  expect((await house.post(reports(2_000))).status).toBe(200);
  const keyed = await house.post(reports(2_000), { 'idempotency-key': 'k' });
  expect(keyed.status).toBe(200);
  const again = await house.post(reports(2_000), { 'idempotency-key': 'k' });
  expect(again.body.results.every((it: { status: string }) => it.status === 'duplicate')).toBe(true);
  expect(await facts(house)).toBe(4_000);
});

test('a list of more than 10,000 is refused before any of it is recorded', async () => {
  await using house = await feedHouse();
  const sent = await house.post(reports(10_001));
  expect(sent).toMatchObject({ status: 413, body: { code: 'feed.too-many-reports' } });
  expect(await facts(house)).toBe(0);
});

const gzipped = { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' };
/** No two lines alike, as reports are. */
const lines = (count: number, long: number) =>
  reports(count)
    .map((it, n) => JSON.stringify({ ...it, summary: hashOf(`${n}`).repeat(long) }))
    .join('\n');

test('lines may be as many as one likes, compressed or not', async () => {
  await using house = await feedHouse({ door: { bodyLimit: 50_000 } });
  const body = lines(1_000, 5);
  expect(body.length).toBeGreaterThan(200_000);
  const plain = await house.post(body, { 'content-type': 'application/x-ndjson' });
  expect(plain.body).toMatchObject({ recorded: 1_000 });
  expect((await house.post(gzipSync(body), gzipped)).body).toMatchObject({ recorded: 1_000 });
  const list = gzipSync(`[${lines(1_000, 5).replaceAll('\n', ',')}]`);
  const refused = await house.post(list, { 'content-encoding': 'gzip' });
  expect(refused).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
});

test('lines that unpack to what nobody wrote are refused', async () => {
  await using house = await feedHouse({ door: { bodyLimit: 50_000 } });
  const blank = gzipSync('\n'.repeat(20_000_000));
  expect(await house.post(blank, gzipped)).toMatchObject({
    status: 413,
    body: { code: 'request.too-large' },
  });
});

test('a stream of lines lasts longer than a body that is held whole may take', async () => {
  await using house = await feedHouse({ door: { bodyTimeoutMs: 200, bodyQuietMs: 5_000 } });
  const all = reports(10).map((it) => `${JSON.stringify(it)}\n`);
  const slowly = async function* () {
    for (const line of all) {
      yield Buffer.from(line);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
  };
  const answer = await fetch(`${house.url}/api/v1/changes`, {
    method: 'POST',
    headers: { authorization: 'Bearer ingest', 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(slowly())) as BodyInit,
    duplex: 'half',
  } as RequestInit);
  expect(await answer.json()).toMatchObject({ recorded: 10 });
});
