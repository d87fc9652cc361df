import { request } from 'node:http';
import { sql } from '@nightjar/kernel/database/sql';
import { expect, test } from 'vitest';
import { callHouse } from './testing/house.ts';
import { callBetween } from './testing/trace.ts';

/** A house whose table of calls is locked by somebody else, until `unlock`. */
const lockedHouse = async (options: Parameters<typeof callHouse>[0] = {}) => {
  const house = await callHouse(options);
  const other = await house.database.connect();
  await other.query('begin; lock table nightjar.call in access exclusive mode');
  return {
    ...house,
    unlock: () => other.query('rollback'),
    [Symbol.asyncDispose]: async () => {
      await other.end();
      await house[Symbol.asyncDispose]();
    },
  };
};

const countOf = async (house: Pick<Awaited<ReturnType<typeof callHouse>>, 'database'>): Promise<number> =>
  (await house.database.one<{ n: number }>(sql`select coalesce(sum(count), 0)::int as n from nightjar.call`))
    ?.n ?? 0;

test('a locked table puts requests off when too many edges wait, and nothing accepted is lost', async () => {
  await using house = await lockedHouse({ options: { unwrittenEdges: 200, flushMs: 20 } });
  const statuses: number[] = [];
  let accepted = 0;
  for (let n = 0; n < 40; n += 1) {
    const calls = Array.from({ length: 10 }, (_, i) => callBetween('front', `back-${n}-${i}`)).flat();
    const answer = await house.json(calls);
    statuses.push(answer.status);
    if (answer.status === 200) accepted += 10;
    else expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '5']);
  }
  expect(accepted).toBe(200);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  expect(await house.metrics()).toContain('nightjar_trace_requests_put_off_total 20');
  await house.unlock();
  await expect.poll(() => countOf(house), { timeout: 10_000 }).toBe(200);
  expect((await house.json(callBetween('front', 'back'))).status).toBe(200);
});

test('edges that wait too long put requests off, however few they are', async () => {
  let now = Date.now();
  const clock = { now: () => new Date(now) };
  await using house = await lockedHouse({ clock, options: { unwrittenMs: 15_000 } });
  expect((await house.json(callBetween('front', 'cart'))).status).toBe(200);
  const writing = house.flush();
  now += 14_000;
  expect((await house.json(callBetween('front', 'cart'))).status).toBe(200);
  now += 2000;
  expect((await house.json(callBetween('front', 'cart'))).status).toBe(429);
  await house.unlock();
  await writing;
  await house.flush();
  expect(await countOf(house)).toBe(2);
  expect((await house.json(callBetween('front', 'cart'))).status).toBe(200);
});

test('a write that fails is added again to what came since', async () => {
  await using house = await callHouse();
  await house.database.run(sql`alter table nightjar.call rename to elsewhere`);
  await house.json(callBetween('front', 'cart', { ms: 10 }));
  await house.flush();
  expect(house.logged()).toContain('they wait');
  await house.json(callBetween('front', 'cart', { ms: 10, failed: true }));
  await house.json(callBetween('front', 'pay'));
  await house.database.run(sql`alter table nightjar.elsewhere rename to call`);
  await house.flush();
  expect((await house.calls()).body.calls).toMatchObject([
    { callee: 'service:default/cart', count: 2, errors: 1, meanMs: expect.closeTo(10, 2) },
    { callee: 'service:default/pay', count: 1 },
  ]);
});

test('an edge that the database refuses stops no other, and is counted', async () => {
  await using house = await callHouse();
  await house.database.run(
    sql`alter table nightjar.call add constraint picky check (callee <> 'service:default/bad' and sum_ms >= 0)`,
  );
  const others = Array.from({ length: 20 }, (_, n) => callBetween('front', `back-${n}`)).flat();
  await house.json([...callBetween('front', 'bad'), ...others, ...callBetween('front', 'bad')]);
  await house.flush();
  expect((await house.calls()).body.calls).toHaveLength(20);
  const metrics = await house.metrics();
  expect(metrics).toContain('nightjar_trace_calls_left_out_total{why="refused"} 2');
  expect(metrics).toContain('nightjar_trace_calls_written_total 20');
  expect(metrics).toContain('nightjar_trace_edges_unwritten 0');
  expect(house.logged()).toContain('service:default/bad');
});

test('a service whose long name is cut within a character stops the calls of no other', async () => {
  await using house = await callHouse();
  await house.json(callBetween(`${'a'.repeat(199)}😀`, `${'語'.repeat(66)}😀`));
  await house.json(callBetween('web', 'cart'));
  await house.flush();
  expect((await house.calls()).body.calls).toMatchObject([
    { caller: `service:default/${'a'.repeat(199)}`, callee: `service:default/${'語'.repeat(66)}` },
    { caller: 'service:default/web' },
  ]);
  expect(await house.metrics()).toContain('nightjar_trace_edges_unwritten 0');
});

test('more bytes on their way than are held put a request off, and are given back', async () => {
  await using house = await callHouse({ door: { bodyLimits: { '/v1/traces': 200 * 2 ** 20 } } });
  const huge = new Uint8Array(97 * 2 ** 20);
  const protobuf = { 'content-type': 'application/x-protobuf' };
  const putOff = await house.send(huge, protobuf);
  expect([putOff.status, putOff.headers.get('retry-after')]).toEqual([429, '2']);
  for (let n = 0; n < 2; n += 1)
    expect((await house.send(huge.subarray(0, 60 * 2 ** 20), protobuf)).status).toBe(400);
});

test('a body without a length is refused as soon as it is too long, and its sender is told', async () => {
  await using house = await callHouse();
  const status = await new Promise((resolve, reject) => {
    const headers = { authorization: 'Bearer ingest', 'content-type': 'application/x-protobuf' };
    const sending = request(`${house.url}/v1/traces`, { method: 'POST', headers }, ({ statusCode }) =>
      resolve(statusCode),
    );
    sending.on('error', reject);
    for (let n = 0; n < 5; n += 1) sending.write(Buffer.alloc(2 ** 20));
  });
  expect(status).toBe(413);
  expect((await house.json(callBetween('front', 'cart'))).status).toBe(200);
});

test('two processes add to the same edge, and what is closed has written', async () => {
  await using house = await callHouse();
  {
    await using other = await callHouse({ database: house.database });
    await Promise.all([
      house.json(Array.from({ length: 50 }, () => callBetween('front', 'cart', { ms: 1 })).flat()),
      other.json(Array.from({ length: 30 }, () => callBetween('front', 'cart', { ms: 1000 })).flat()),
    ]);
    await Promise.all([house.flush(), other.flush()]);
    await other.json(callBetween('front', 'cart'));
  }
  const { body } = await house.calls();
  expect(body.calls).toMatchObject([{ count: 81, p50Ms: expect.closeTo(1, 0), p99Ms: expect.any(Number) }]);
  expect(body.calls[0].p99Ms).toBeGreaterThan(800);
});
