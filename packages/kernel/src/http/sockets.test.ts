import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type TestDoor, testDoor } from '../testing/door.ts';
import type { Http } from './http.ts';
import type { HttpOptions } from './open-http.ts';

const routes = (http: Http) => {
  http.post('/echo', { config: { right: 'ingest' } }, async ({ body }) => ({ got: body ?? null }));
  http.get('/stream', { config: { right: 'read', endless: true } }, (_, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write('data: hello\n\n');
  });
  http.get('/slow', { config: { right: 'read' } }, async () => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { slept: true };
  });
  http.addContentTypeParser('application/x-ndjson', (_, payload, done) => done(null, payload));
  http.post('/lines', { config: { right: 'ingest' } }, async ({ body, url }) => {
    let bytes = 0;
    if (url.endsWith('?slow')) await sleep(500);
    for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length;
    return { bytes };
  });
  http.get('/stuck', { config: { right: 'read' } }, () => new Promise(() => {}));
};

const listening = async (options: Partial<HttpOptions> = {}): Promise<TestDoor & { url: string }> => {
  const door = await testDoor({ bodyLimit: 10_000, ...options }, routes);
  return { ...door, url: await door.http.listen({ host: '127.0.0.1', port: 0 }) };
};

const post = (url: string, body: Uint8Array | string, headers: Record<string, string> = {}) =>
  fetch(`${url}/echo`, {
    method: 'POST',
    headers: { authorization: 'Bearer ingest', 'content-type': 'application/json', ...headers },
    body: body as BodyInit,
  });

const answerOf = async (response: Response) => ({
  status: response.status,
  body: (await response.json()) as { code?: string; detail?: string },
});

const dial = async (door: TestDoor): Promise<Socket> => {
  const socket = connect((door.http.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
};

const allFrom = async (socket: Socket): Promise<string> => {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  await once(socket, 'close');
  return text;
};

const body = JSON.stringify({ title: 'Deploy pricing v812' });

test.each([
  ['gzip', gzipSync(body)],
  ['x-gzip', gzipSync(body)],
  ['deflate', deflateSync(body)],
  ['br', brotliCompressSync(body)],
  ['zstd', zstdCompressSync(body)],
  ['identity', body],
])('a body in %s is read', async (encoding, bytes) => {
  await using door = await listening();
  const { status, body } = await answerOf(await post(door.url, bytes, { 'content-encoding': encoding }));
  expect([status, body]).toEqual([200, { got: { title: 'Deploy pricing v812' } }]);
});

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
])('a bomb in %s is refused, and the house stands', async (encoding, compress) => {
  await using door = await listening();
  const bomb = compress(Buffer.alloc(30_000_000, ' '));
  const { status, body } = await answerOf(await post(door.url, bomb, { 'content-encoding': encoding }));
  expect(status).toBe(413);
  expect(body.code).toBe('request.too-large');
  expect((await answerOf(await post(door.url, '{}'))).status).toBe(200);
});

test('a bomb smaller than the limit when compressed is refused by what it holds', async () => {
  await using door = await listening();
  const bomb = gzipSync(Buffer.alloc(1_000_000, ' '));
  expect(bomb.length).toBeLessThan(10_000);
  const { status, body } = await answerOf(await post(door.url, bomb, { 'content-encoding': 'gzip' }));
  expect([status, body.detail]).toEqual([413, 'It decompresses to more than 10000 bytes.']);
});

test('a compressed body that is cut short or is none is refused in words', async () => {
  await using door = await listening();
  for (const bytes of [gzipSync(body).subarray(0, 20), Buffer.from('plain')]) {
    const { status, body } = await answerOf(await post(door.url, bytes, { 'content-encoding': 'gzip' }));
    expect([status, body.code]).toEqual([400, 'request.not-decodable']);
  }
});

test.each(['compress', 'gzip, gzip', 'constructor'])('the encoding "%s" is not known', async (encoding) => {
  await using door = await listening();
  const response = await post(door.url, body, { 'content-encoding': encoding });
  expect(response.headers.get('accept-encoding')).toBe('gzip, deflate, br, zstd');
  expect(await answerOf(response)).toMatchObject({ status: 415, body: { code: 'request.encoding' } });
});

test('a body over the limit is refused whether it says its length or not', async () => {
  await using door = await listening();
  const large = JSON.stringify('x'.repeat(20_000));
  expect((await answerOf(await post(door.url, large))).status).toBe(413);
  const socket = await dial(door);
  const chunk = `${(1000).toString(16)}\r\n${'x'.repeat(1000)}\r\n`;
  socket.write(
    'POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ingest\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n',
  );
  socket.write(chunk.repeat(20));
  expect(await allFrom(socket)).toMatch(/^HTTP\/1\.1 413 /);
});

test('a route takes what is set for its URL, and the others a megabyte', async () => {
  const lines = (http: Http) => {
    http.post('/more', { config: { right: 'ingest' } }, async () => ({ ok: true }));
    routes(http);
  };
  await using door = await testDoor({ bodyLimits: { '/more': 2 ** 21 } }, lines);
  const sent = async (url: string, bytes: number) => {
    const headers = { authorization: 'Bearer ingest' };
    return (await door.http.inject({ method: 'POST', url, headers, payload: { text: 'x'.repeat(bytes) } }))
      .statusCode;
  };
  expect(await sent('/more', 2 ** 21 - 100)).toBe(200);
  expect(await sent('/more', 2 ** 21)).toBe(413);
  expect(await sent('/echo', 2 ** 20 - 100)).toBe(200);
  expect(await sent('/echo', 2 ** 20)).toBe(413);
});

test('an unknown caller is refused before the body is read', async () => {
  await using door = await listening();
  const socket = await dial(door);
  socket.write(
    'POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{',
  );
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
  socket.destroy();
});

test('bytes that are no request are answered as a problem', async () => {
  await using door = await listening();
  const socket = await dial(door);
  socket.write('this is not http\r\n\r\n');
  const answer = await allFrom(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*request\.malformed/);
});

test('a head that is too large is answered 431', async () => {
  await using door = await listening();
  const socket = await dial(door);
  socket.write(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(await allFrom(socket)).toMatch(/^HTTP\/1\.1 431 [\s\S]*request\.head-too-large/);
});

test('a head that does not arrive in time is answered 408', async () => {
  await using door = await listening({ headersTimeoutMs: 200 });
  const socket = await dial(door);
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slo');
  expect(await allFrom(socket)).toMatch(/^HTTP\/1\.1 408 [\s\S]*request\.too-slow/);
});

test('a body that does not arrive in time is answered 408', async () => {
  await using door = await listening({ headersTimeoutMs: 200, bodyTimeoutMs: 300 });
  const socket = await dial(door);
  socket.write(
    'POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ingest\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  );
  expect(await allFrom(socket)).toMatch(/^HTTP\/1\.1 408 /);
});

/** A chunk of lines each 50 ms, `count` times, then silence with the end still to come, or the end. */
const sendLines = async (socket: Socket, count: number, ends: boolean): Promise<void> => {
  socket.write(
    'POST /lines HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ingest\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n',
  );
  for (let n = 0; n < count; n += 1) {
    socket.write('3\r\n{}\n\r\n');
    await sleep(50);
  }
  if (ends) socket.write('0\r\n\r\n');
};

test('a stream of lines may take longer than a body that is kept whole, while it moves', async () => {
  await using door = await listening({ headersTimeoutMs: 200, bodyTimeoutMs: 300, bodyQuietMs: 5000 });
  const socket = await dial(door);
  const [answer] = await Promise.all([allFrom(socket), sendLines(socket, 20, true)]);
  expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{"bytes":60\}/);
});

test('a stream that falls silent is answered 408', async () => {
  await using door = await listening({ bodyTimeoutMs: 60_000, bodyQuietMs: 300 });
  const socket = await dial(door);
  const [answer] = await Promise.all([allFrom(socket), sendLines(socket, 3, false)]);
  expect(answer).toMatch(/^HTTP\/1\.1 408 [\s\S]*request\.too-slow/);
  expect((await answerOf(await post(door.url, '{}'))).status).toBe(200);
  expect(door.logged()).not.toContain('"level":50');
});

test('a body that nobody reads may not trickle for ever', async () => {
  await using door = await listening({ bodyTimeoutMs: 300 });
  const socket = await dial(door);
  const trickle = setInterval(() => socket.writable && socket.write('x'), 50);
  socket.write('POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n');
  expect(await allFrom(socket)).toMatch(/^HTTP\/1\.1 401 /);
  clearInterval(trickle);
});

test('a stream whose reader is slow is not cut for it', async () => {
  await using door = await listening({ bodyQuietMs: 100 });
  const socket = await dial(door);
  const chunk = `${(60_000).toString(16)}\r\n${'x'.repeat(60_000)}\r\n`;
  socket.write(
    `POST /lines?slow HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ingest\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`,
  );
  expect(await allFrom(socket)).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{"bytes":180000\}/);
});

test('a client that has said all it has to say still gets its answer', async () => {
  await using door = await listening();
  const socket = await dial(door);
  socket.end('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
  expect(await allFrom(socket)).toMatch(/^HTTP\/1\.1 200 /);
});

test('a client that leaves in mid-body harms nobody', async () => {
  await using door = await listening();
  const socket = await dial(door);
  socket.write(
    'POST /echo HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ingest\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
  );
  await new Promise((resolve) => setTimeout(resolve, 50));
  socket.destroy();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await answerOf(await post(door.url, '{}'))).status).toBe(200);
  expect(door.logged()).not.toContain('"level":50');
});

test('a stream outlives the time a request may take, and ends when the house closes', async () => {
  // By the end of the grace everything is cut; the stream has to end long before.
  const graceMs = 10_000;
  const door = await listening({ headersTimeoutMs: 100, bodyTimeoutMs: 200, bodyQuietMs: 200, graceMs });
  const response = await fetch(`${door.url}/stream`, { headers: { authorization: 'Bearer read' } });
  const reader = response.body?.getReader();
  await reader?.read();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const before = Date.now();
  const [end] = await Promise.all([reader?.read(), door.http.close()]);
  expect(end?.done).toBe(true);
  expect(Date.now() - before).toBeLessThan(graceMs / 2);
});

test('what runs may finish when the house closes, what hangs is cut', async () => {
  const door = await listening({ graceMs: 400 });
  const headers = { authorization: 'Bearer read' };
  const slow = fetch(`${door.url}/slow`, { headers });
  const stuck = fetch(`${door.url}/stuck`, { headers }).catch(() => 'cut');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closed = door.http.close();
  expect((await slow).status).toBe(200);
  expect((await slow).headers.get('connection')).toBe('close');
  expect(await stuck).toBe('cut');
  await closed;
});
