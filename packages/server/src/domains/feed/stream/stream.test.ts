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

test('where to go on is read from an id or from a position', () => {
  expect(resumption(undefined, 3, 10)).toEqual({ is: 'now' });
  expect(resumption('3-9', 3, 10)).toEqual({ is: 'after', pos: 9 });
  expect(resumption('9', 3, 10)).toEqual({ is: 'after', pos: 9 });
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
