import { sql } from '@nightjar/kernel/database/sql';
import { refused } from '@nightjar/kernel/http/request-refusals';
import { expect, test } from 'vitest';
import { type FeedHouse, feedHouse } from '../testing/house.ts';
import { listener } from '../testing/listener.ts';
import { resumption } from './sse.ts';

const report = (n: number, more: object = {}) => ({
  key: `k${n}`,
  title: `change ${n}`,
  services: [n % 2 === 0 ? 'even' : 'odd'],
  ...more,
});

const send = (house: FeedHouse, from: number, count: number, more: object = {}) =>
  house.post(Array.from({ length: count }, (_, n) => report(from + n, more)));

const titles = (listening: Awaited<ReturnType<typeof listener>>) =>
  listening.heard.map((it) => it.data['title']);

test('a subscriber hears what matches its filter, as it is reported, and nothing of other organisations', async () => {
  await using house = await feedHouse();
  const even = await listener(house.url, { query: 'service:even' });
  const all = await listener(house.url);
  const others = await listener(house.url, { right: 'read 2' });
  expect(even.headers['content-type']).toMatch('text/event-stream');
  await send(house, 0, 4);
  await all.until(4);
  await even.until(2);
  expect(titles(even)).toEqual(['change 0', 'change 2']);
  expect(even.heard[0]).toMatchObject({ event: 'change', id: '1-1', data: { services: ['even'] } });
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(others.heard).toEqual([]);
});

test('each observation is a message with the change as it then stands', async () => {
  await using house = await feedHouse();
  const it = await listener(house.url);
  await house.post(report(1, { phase: 'started', at: '2026-03-01T00:00:00Z' }));
  await it.until(1);
  await house.post(report(1, { phase: 'finished', at: '2026-03-01T00:01:00Z' }));
  await it.until(2);
  expect(it.heard.map((heard) => heard.data['status'])).toEqual(['running', 'finished']);
  expect(it.heard[0]?.data['id']).toBe(it.heard[1]?.data['id']);
});

test('a client that goes and comes back at random hears each observation once, in order', async () => {
  await using house = await feedHouse();
  const heard: string[] = [];
  let lastId = '1-0';
  const total = 1_500;
  let sent = 0;
  const sending = (async () => {
    for (; sent < total; sent += 50) await send(house, sent, 50);
  })();
  for (let round = 0; heard.length < total && round < 200; round++) {
    const it = await listener(house.url, { lastId });
    await new Promise((resolve) => setTimeout(resolve, 5 + ((round * 37) % 60)));
    it.close();
    heard.push(...it.heard.map((message) => message.id));
    lastId = it.heard.at(-1)?.id ?? lastId;
  }
  await sending;
  expect(heard).toEqual(Array.from({ length: total }, (_, n) => `1-${n + 1}`));
});

test('who reads slowly is not written to without bound, and misses nothing', async () => {
  await using house = await feedHouse();
  const open = new Set<{ writableLength: number }>();
  house.http.server.prependListener('request', (_, response) => open.add(response));
  const slow = await listener(house.url);
  slow.pause();
  const summary = 'x'.repeat(3_500);
  const total = 3_000;
  for (let n = 0; n < total; n += 100) await send(house, n, 100, { summary });
  const quick = await listener(house.url, { lastId: '1-0' });
  await quick.until(total, 20_000);
  const most = Math.max(...[...open].map((response) => response.writableLength));
  expect(most).toBeLessThan(2 * 1024 * 1024);
  slow.resume();
  await slow.until(total, 20_000);
  expect(slow.heard.map((it) => it.id)).toEqual(quick.heard.map((it) => it.id));
}, 60_000);

test('an id of another epoch, or from beyond the log, is answered by a reset', async () => {
  await using house = await feedHouse();
  await send(house, 0, 3);
  for (const lastId of ['7-2', '1-99', 'nonsense']) {
    const it = await listener(house.url, { lastId });
    await it.until(1);
    expect(it.heard[0]).toMatchObject({ event: 'reset' });
    it.close();
  }
});

test('where to go on is read from an id, and never from a bare position', () => {
  expect(resumption(undefined, 3, 10)).toEqual({ is: 'now' });
  expect(resumption('3-9', 3, 10)).toEqual({ is: 'after', pos: 9 });
  expect(() => resumption('9', 3, 10)).toThrow(expect.objectContaining({ code: 'feed.last-event-id' }));
  expect(resumption('2-9', 3, 10)).toEqual({ is: 'lost', reason: 'restored' });
  expect(resumption('3-11', 3, 10)).toMatchObject({ is: 'lost' });
});

test('a filter that cannot be read is refused before the stream begins', async () => {
  await using house = await feedHouse();
  expect((await listener(house.url, { query: 'srvice:x' })).status).toBe(400);
});

test('streams end when the house closes', async () => {
  await using house = await feedHouse();
  const it = await listener(house.url);
  const began = performance.now();
  await house.http.close();
  expect(performance.now() - began).toBeLessThan(2_000);
  it.close();
});

test('a page says where to follow from', async () => {
  await using house = await feedHouse();
  await send(house, 0, 3);
  const page = (await house.get('/api/v1/changes?min_pos=3')).body;
  expect(page.follow).toBe('1-3');
  await send(house, 3, 1);
  const it = await listener(house.url, { lastId: page.follow });
  await it.until(1);
  expect(titles(it)).toEqual(['change 3']);
});

test('a stream carries the headers of every other answer', async () => {
  await using house = await feedHouse();
  const it = await listener(house.url);
  const list = await house.get('/api/v1/changes');
  for (const name of [
    'x-content-type-options',
    'referrer-policy',
    'content-security-policy',
    'cross-origin-opener-policy',
    'cross-origin-resource-policy',
    'cache-control',
  ])
    expect([name, it.headers[name]]).toEqual([name, list.headers.get(name)]);
  expect(it.headers['content-security-policy']).toMatch('sandbox');
});

test('a stream ends within a beat once its token no longer holds, and others go on', async () => {
  const revoked = new Set<string>();
  await using house = await feedHouse({
    stream: { beatMs: 40 },
    door: {
      authenticate: ({ headers: { authorization = '' } }) => {
        if (revoked.has(authorization)) throw refused('caller.unknown');
        return { org: 1, subject: authorization, rights: new Set(['read', 'ingest']) };
      },
    },
  });
  const it = await listener(house.url, { right: 'one' });
  const other = await listener(house.url, { right: 'other' });
  await send(house, 0, 1);
  await it.until(1);
  revoked.add('Bearer one');
  await new Promise((resolve) => setTimeout(resolve, 300));
  await send(house, 1, 1);
  await other.until(2);
  expect([titles(it), titles(other)]).toEqual([['change 0'], ['change 0', 'change 1']]);
});

test('after a promotion everybody is told to read the list again, and goes on in the new epoch', async () => {
  await using house = await feedHouse({ stream: { beatMs: 40 } });
  const it = await listener(house.url);
  await send(house, 0, 2);
  await it.until(2);
  await house.database.run(sql`update nightjar.meta set epoch = epoch + 1`);
  // What a promotion does to every connection.
  await house.database.run(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`);
  await it.until(3);
  await send(house, 2, 1);
  await it.until(4);
  expect(it.heard.map(({ id, event }) => [id, event])).toEqual([
    ['1-1', 'change'],
    ['1-2', 'change'],
    ['2-2', 'reset'],
    ['2-3', 'change'],
  ]);
});

test('a change that was shown and matches no more is said to have left, and one that was not shown is not', async () => {
  await using house = await feedHouse();
  const started = { phase: 'started', at: '2026-03-01T00:00:00Z' };
  const finished = { phase: 'finished', at: '2026-03-01T00:01:00Z' };
  await house.post(report(1, started));
  const query = 'status:running service:odd';
  const page = (await house.get(`/api/v1/changes?min_pos=1&q=${encodeURIComponent(query)}`)).body;
  const it = await listener(house.url, { query, lastId: page.follow });
  await house.post(report(3, started));
  // A change is told as it stands when it is told: the end must not overtake the start.
  await it.until(1);
  await house.post(report(1, finished));
  await house.post(report(3, finished));
  await house.post(report(5, finished));
  await house.post(report(7, started));
  await it.until(4);
  const [first] = page.changes;
  expect(it.heard.map(({ id, event }) => [id, event])).toEqual([
    ['1-2', 'change'],
    ['1-3', 'left'],
    ['1-4', 'left'],
    ['1-6', 'change'],
  ]);
  expect([it.heard[1]?.data, it.heard[2]?.data]).toEqual([{ id: first.id }, { id: it.heard[0]?.data['id'] }]);
});

test('in the quiet view nothing of low priority is told, until it is more than that', async () => {
  await using house = await feedHouse();
  const it = await listener(house.url, { view: 'quiet' });
  const all = await listener(house.url);
  const robot = { name: 'argocd', kind: 'automation' };
  const rehearsal = report(1, {
    kind: 'deploy',
    environment: 'staging',
    actor: robot,
    at: '2026-03-01T00:00:00Z',
  });
  await house.post({ ...rehearsal, phase: 'started' });
  await house.post(report(2, { kind: 'deploy', environment: 'prod', actor: robot, version: 'v1' }));
  // A change is told as it stands when it is told: the failure must not overtake the start.
  await all.until(2);
  await house.post({ ...rehearsal, phase: 'failed', at: '2026-03-01T00:01:00Z' });
  await house.post(report(3, { kind: 'other', actor: { name: 'joey', kind: 'human' } }));
  await all.until(4);
  await it.until(3);
  expect(it.heard.map(({ id, data }) => [id, data['priority']])).toEqual([
    ['1-2', 'normal'],
    ['1-3', 'normal'],
    ['1-4', 'normal'],
  ]);
  expect(it.heard[0]?.data['bundle']).toMatch(/^bdl_[0-9a-f]{20}$/);
});
