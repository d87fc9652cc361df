import { expect, test } from 'vitest';
import { connect } from './connect.ts';
import { type Heard, keptAtOf } from './heard.ts';
import { json, standIn } from './testing/stand-in.ts';

const page = { changes: [], next: null, position: 1, stale: false, follow: '1-1' };

test('an answer that the browser kept says since when, one of the server does not', async () => {
  const at = '2026-03-01T02:31:00.000Z';
  await using server = await standIn((heard, response) => {
    if (heard.query.get('q') === 'kept') {
      response.setHeader('nightjar-kept-at', at);
      response.setHeader('nightjar-kept-why', 'slow');
    }
    json(response, 200, page);
  });
  const heard: Heard[] = [];
  const { changes } = connect({ url: server.url, hear: (it) => heard.push(it) });
  expect(keptAtOf(await changes.list({ q: 'kept' }))).toBe(Date.parse(at));
  expect(keptAtOf(await changes.list({ q: 'fresh' }))).toBeNull();
  expect(heard).toEqual([
    { is: 'kept', keptAt: Date.parse(at), why: 'slow' },
    { is: 'answered', status: 200 },
  ]);
});

test('silence is heard, what was called off is not, and what is not Nightjar’s is told apart', async () => {
  await using proxy = await standIn((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<p>Sign in to the network');
  });
  await using away = await standIn((_, response) => void response.destroy());
  await using slow = await standIn(() => {});
  const heardFrom = async (url: string, signal?: AbortSignal) => {
    const heard: string[] = [];
    const { changes } = connect({ url, retries: 0, timeoutMs: 80, hear: ({ is }) => heard.push(is) });
    await changes.list({ signal }).catch(() => {});
    return heard;
  };
  expect(await heardFrom(proxy.url)).toEqual(['garbled']);
  expect(await heardFrom(away.url)).toEqual(['silence']);
  expect(await heardFrom(slow.url)).toEqual(['silence']);
  const off = new AbortController();
  setTimeout(() => off.abort(), 20);
  expect(await heardFrom(slow.url, off.signal)).toEqual([]);
});
