import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
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

test('a text is fetched from a host that is allowed, and within the own network only where that is listed too', async () => {
  await using server = await serving((_, response) => response.end('openapi: 3.1.0'));
  const address = `http://localhost:${server.port}/openapi.yaml`;
  expect(await fetchTextFrom({ allow: [] })(address, signal)).toBe(undefined);
  expect(await fetchTextFrom({ allow: ['localhost'] })(address, signal)).toBe(undefined);
  expect(await fetchTextFrom({ allow: ['127.0.0.0/8', '::1'] })(address, signal)).toBe(undefined);
  expect(server.asked).toEqual([]);
  expect(await fetchTextFrom({ allow: ['localhost', '127.0.0.1', '::1'] })(address, signal)).toBe(
    'openapi: 3.1.0',
  );
  expect(await fetchTextFrom({ allow: [`localhost:${server.port}`, '127.0.0.0/8'] })(address, signal)).toBe(
    'openapi: 3.1.0',
  );
  expect(await fetchTextFrom({ allow: ['localhost:1', '127.0.0.0/8'] })(address, signal)).toBe(undefined);
});

test('addresses that lead inward are known in every spelling', async () => {
  await using server = await serving((_, response) => response.end('secret'));
  const { port } = server;
  const spellings = ['127.0.0.1', '127.1', '0x7f000001', '2130706433', '[::ffff:127.0.0.1]', '0.0.0.0'];
  for (const host of spellings) {
    const url = new URL(`http://${host}:${port}/`);
    expect(await fetchTextFrom({ allow: [url.hostname] })(url.href, signal), host).toBe(
      // Whoever lists an address means it.
      url.hostname === '127.0.0.1' || url.hostname === '0.0.0.0' ? 'secret' : undefined,
    );
    expect(await fetchTextFrom({ allow: ['*.1', 'example.com'] })(url.href, signal), host).toBe(undefined);
  }
});

test('other schemes, addresses with a password and what is no address are not fetched', async () => {
  const fetchText = fetchTextFrom({ allow: ['localhost', '127.0.0.1'] });
  for (const address of [
    'file:///etc/passwd',
    'ftp://localhost/x',
    'http://u:p@localhost/',
    'http://',
    'data:,x',
  ])
    expect(await fetchText(address, signal)).toBe(undefined);
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
  };
  await using server = await serving((request, response) => answers[request.url ?? '']?.(request, response));
  const fetchText = fetchTextFrom({ allow: ['127.0.0.1'], timeoutMs: 200, mostBytes: 1000 });
  for (const path of ['/moved', '/missing', '/flood', '/cut', '/silence'])
    expect(await fetchText(`http://127.0.0.1:${server.port}${path}`, signal), path).toBe(undefined);
  expect(server.asked).not.toContain('/there');
  expect(await fetchText(`http://127.0.0.1:${server.port}/there`, signal)).toBe('there');
});
