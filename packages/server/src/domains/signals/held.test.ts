import { request } from 'node:http';
import { expect, test } from 'vitest';
import { signalHouse } from './testing/house.ts';

const mebibyte = 2 ** 20;

/** A body of 25 MiB is announced; of it so much is sent, and the rest never. */
const halfSent = (url: string, bytes: number) => {
  const sending = request(`${url}/api/v1/signals`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer ingest',
      'content-type': 'application/json',
      'content-length': 25 * mebibyte,
    },
  });
  sending.on('error', () => {});
  sending.write(Buffer.alloc(bytes, ' '));
  return sending;
};

test('bodies that are on their way are bounded over all requests, and whoever leaves gives back its share', async () => {
  await using house = await signalHouse({ bodyLimit: 25 * mebibyte });
  const send = () =>
    house.ask('POST', '/api/v1/signals', Buffer.from(`{"series":[]${' '.repeat(12 * mebibyte)}}`), 'ingest', {
      'content-type': 'application/json',
    });
  expect((await send()).status).toBe(200);
  const slow = halfSent(house.url, 24 * mebibyte);
  try {
    // When it has arrived, there is no room for another.
    await expect
      .poll(async () => (await send()).body, { timeout: 60_000, interval: 200 })
      .toMatchObject({ code: 'signals.crowded', detail: expect.stringContaining('33554432 may be') });
    expect(await house.metrics()).toMatch(/^nightjar_signal_requests_put_off_total [1-9]/m);
    // A small one finds its place all the same.
    expect((await house.ask('POST', '/api/v1/signals', { series: [] }, 'ingest')).status).toBe(200);
  } finally {
    slow.destroy();
  }
  await expect.poll(async () => (await send()).status, { timeout: 60_000, interval: 200 }).toBe(200);
}, 180_000);

test('what is no JSON, or no body at all, is refused as everywhere', async () => {
  await using house = await signalHouse();
  const sent = async (body: string, type = 'application/json') => {
    const answer = await house.ask('POST', '/api/v1/signals', Buffer.from(body), 'ingest', {
      'content-type': type,
    });
    return [answer.status, answer.body.code];
  };
  expect(await sent('{"series":')).toEqual([400, 'request.not-json']);
  expect(await sent('')).toEqual([400, 'request.invalid']);
  expect(await sent('{"series":[]}', 'text/plain')).toEqual([415, 'request.type']);
  expect((await sent('{"series":[]}', 'application/cloudevents+json; charset=utf-8'))[0]).toBe(200);
});
