import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import { expect, test } from 'vitest';
import { fetchTextFrom } from './fetch-text.ts';

const serving = async (listener: RequestListener) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
const { signal } = new AbortController();
const none = { is: 'none' };
const text = (it: string) => ({ is: 'text', text: it });

test('a text is fetched from a host that is allowed, and within the own network only where that is listed too', async () => {
  await using server = await serving((_, response) => response.end('openapi: 3.1.0'));
  const address = `http://localhost:${server.port}/openapi.yaml`;
  expect(await fetchTextFrom({ allow: [] })(address, signal)).toEqual(none);
  const host = `http://localhost:${server.port}`;
  expect(await fetchTextFrom({ allow: [host] })(address, signal)).toEqual(none);
  expect(await fetchTextFrom({ allow: ['127.0.0.0/8', '::1'] })(address, signal)).toEqual(none);
  expect(server.asked).toEqual([]);
  for (const allow of [
    [host, '127.0.0.1', '::1'],
    [host, '127.0.0.0/8', '::1'],
  ])
    expect(await fetchTextFrom({ allow })(address, signal)).toEqual(text('openapi: 3.1.0'));
});

test('a host that is allowed is https on its usual port, unless another is written', async () => {
  await using server = await serving((_, response) => response.end('secret'));
  const { port } = server;
  const asked = async (allow: string): Promise<number> => {
    server.asked.length = 0;
    const list = [allow, '127.0.0.0/8', '::1'];
    await fetchTextFrom({ allow: list })(`http://localhost:${port}/`, signal);
    return server.asked.length;
  };
  for (const other of [
    'localhost',
    `localhost:${port}`,
    'http://localhost',
    'http://localhost:1',
    `https://localhost:${port}`,
    `http://*.localhost:${port}`,
  ])
    expect([other, await asked(other)]).toEqual([other, 0]);
  expect(await asked(`HTTP://localhost:${port}`)).toBe(1);
});

test('a host that is allowed is asked over TLS, by its name', async () => {
  const heard: string[] = [];
  const server = createPlainServer((socket) =>
    socket
      .on('error', () => {})
      .once('data', (hello) => {
        heard.push(hello.toString('latin1'));
        socket.destroy();
      }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (allow: string) =>
    fetchTextFrom({ allow: [allow, '127.0.0.0/8', '::1'] })(`https://localhost:${port}/`, signal);
  await ask('localhost');
  await ask(`http://localhost:${port}`);
  expect(heard).toEqual([]);
  await ask(`localhost:${port}`);
  expect(heard).toEqual([expect.stringContaining('localhost')]);
  await new Promise((resolve) => server.close(resolve));
});

test('addresses that lead inward are known in every spelling', async () => {
  await using server = await serving((_, response) => response.end('secret'));
  const { port } = server;
  const spellings = ['127.0.0.1', '127.1', '0x7f000001', '2130706433', '[::ffff:127.0.0.1]', '0.0.0.0'];
  for (const host of spellings) {
    const url = new URL(`http://${host}:${port}/`);
    expect(
      await fetchTextFrom({ allow: [`http://${url.host}`, url.hostname] })(url.href, signal),
      host,
    ).toEqual(
      // Whoever lists an address means it.
      url.hostname === '127.0.0.1' || url.hostname === '0.0.0.0' ? text('secret') : none,
    );
    expect(
      await fetchTextFrom({ allow: [`http://*.1:${port}`, 'http://example.com'] })(url.href, signal),
      host,
    ).toEqual(none);
  }
});

test('other schemes, addresses with a password and what is no address are not fetched', async () => {
  const fetchText = fetchTextFrom({ allow: ['http://localhost', 'localhost', '127.0.0.1'] });
  for (const address of [
    'file:///etc/passwd',
    'ftp://localhost/x',
    'http://u:p@localhost/',
    'http://',
    'data:,x',
  ])
    expect(await fetchText(address, signal)).toEqual(none);
});

test('no redirect is followed, and neither a refusal, a flood, a cut nor a silence is a text', async () => {
  const answers: Record<string, RequestListener> = {
    '/moved': (_, response) => response.writeHead(302, { location: '/there' }).end(),
    '/there': (_, response) => response.end('there'),
    '/missing': (_, response) => response.writeHead(404).end('no'),
    '/flood': (_, response) => response.end('x'.repeat(2000)),
    '/cut': (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.destroy());
    },
    '/silence': () => {},
    '/trouble': (_, response) => response.writeHead(503).end('no'),
    '/limit': (_, response) => response.writeHead(429).end('no'),
  };
  await using server = await serving((request, response) => answers[request.url ?? '']?.(request, response));
  const fetchText = fetchTextFrom({
    allow: [`http://127.0.0.1:${server.port}`, '127.0.0.1'],
    timeoutMs: 200,
    mostBytes: 1000,
  });
  for (const path of Object.keys(answers).filter((one) => one !== '/there'))
    expect(await fetchText(`http://127.0.0.1:${server.port}${path}`, signal), path).toEqual({
      // What may be there tomorrow is not said to have gone.
      is: ['/cut', '/silence', '/trouble', '/limit'].includes(path) ? 'failed' : 'none',
    });
  expect(server.asked).not.toContain('/there');
  expect(await fetchText(`http://127.0.0.1:${server.port}/there`, signal)).toEqual(text('there'));
});
