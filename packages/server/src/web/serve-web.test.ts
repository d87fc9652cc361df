import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDoor } from '@nightjar/kernel/testing/door';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveWeb, type WebOptions } from './serve-web.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightjar-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>the page');
  await mkdir(join(folder, 'icons'));
  await writeFile(join(folder, 'sw.js'), 'the worker');
  await writeFile(join(folder, 'manifest.webmanifest'), '{}');
  await writeFile(join(folder, 'icons/icon-192.png'), 'bird');
  await writeFile(join(folder, 'assets/a-12345678.js'), 'plain');
  await writeFile(join(folder, 'assets/a-12345678.js.br'), 'brotli');
  await writeFile(join(folder, 'assets/a-12345678.js.gz'), 'gzip');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A real door with nothing behind it but the pages. */
const served = async (from: string | Promise<string>, options?: WebOptions) => {
  const rights: unknown[] = [];
  const door = await testDoor({}, (http) => {
    http.addHook('onRoute', ({ config }) => {
      rights.push(config?.right);
    });
    serveWeb(http, from, options);
  });
  const get = (url: string, headers: Record<string, string> = {}) => door.http.inject({ url, headers });
  return { get, rights, [Symbol.asyncDispose]: () => door[Symbol.asyncDispose]() };
};

/** The pages, read: whoever opens a page waits for that, and asks for a file of it afterwards. */
const opened = async () => {
  const web = await served(folder);
  await web.get('/');
  return web;
};
const script = '/assets/a-12345678.js';

test.each(['/', '/welcome', '/sign-in', '/catalog', '/catalog/service/pricing', '/graph', '/sources/github'])(
  '%s is the page, asked for anew each time',
  async (path) => {
    await using web = await opened();
    const answer = await web.get(path);
    expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html>the page']);
    expect(answer.headers['cache-control']).toBe('no-cache');
    expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
    expect(answer.headers['content-security-policy']).not.toContain('unsafe');
    expect(answer.headers['referrer-policy']).toBe('same-origin');
    expect(answer.headers['x-frame-options']).toBe('DENY');
  },
);

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

test.each(['/service', '/nonsense?x=1', '/a/b/c', '/apiary'])(
  'a person who asks for %s is told by the page that there is none, a program by a refusal',
  async (path) => {
    await using web = await opened();
    const page = await web.get(path, { accept: browser, 'accept-encoding': 'identity' });
    expect([page.statusCode, page.body]).toEqual([404, '<!doctype html>the page']);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-cache', 'x-frame-options': 'DENY' });
    expect(page.headers['content-security-policy']).toContain("default-src 'self'");
    expect(page.headers.etag).toBeUndefined();
    for (const accept of ['*/*', 'application/json', 'text/html;q=0, */*']) {
      const refused = await web.get(path, { accept });
      expect([refused.statusCode, refused.json().code]).toEqual([404, 'route.unknown']);
    }
  },
);

test.each(['/api', '/api/v1/nonsense', '/hooks/nobody', '/graphql/x', '/v1/nothing'])(
  'what is said at %s is for programs, whoever asks',
  async (path) => {
    await using web = await opened();
    const answer = await web.get(path, { accept: browser });
    expect([answer.statusCode, answer.json().code]).toEqual([404, 'route.unknown']);
  },
);

test('an address that answers to another method says so still', async () => {
  await using door = await testDoor({}, (http) => {
    http.post('/hooks/some', { config: { right: 'anyone' } }, () => ({}));
    serveWeb(http, folder);
  });
  const answer = await door.http.inject({ url: '/hooks/some', headers: { accept: browser } });
  expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'POST']);
});

test('every route says that it is open to anyone', async () => {
  await using web = await served(folder);
  expect(new Set(web.rights)).toEqual(new Set(['anyone']));
});

test.each([
  ['br, gzip', 'brotli', 'br'],
  ['gzip', 'gzip', 'gzip'],
  ['br;q=0, gzip', 'gzip', 'gzip'],
  ['gzip;q=0.9, br;q=0.1', 'gzip', 'gzip'],
  ['*', 'brotli', 'br'],
  ['identity', 'plain', undefined],
  ['br;q=0, *;q=0', 'plain', undefined],
  ['', 'plain', undefined],
])('to Accept-Encoding %j the body is %s', async (accepted, body, encoding) => {
  await using web = await opened();
  const answer = await web.get(script, { 'accept-encoding': accepted });
  expect([answer.body, answer.headers['content-encoding']]).toEqual([body, encoding]);
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.vary).toBe('accept-encoding');
});

test('who has it is not sent it again, each encoding by its own tag', async () => {
  await using web = await opened();
  const br = (await web.get(script, { 'accept-encoding': 'br' })).headers.etag ?? '';
  const plain = (await web.get(script)).headers.etag ?? '';
  expect(br).not.toBe(plain);
  const again = await web.get(script, { 'accept-encoding': 'br', 'if-none-match': `"other", W/${br}` });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect((await web.get(script, { 'if-none-match': br })).statusCode).toBe(200);
});

test('who has the page already is told so as a page, with the policy of a page', async () => {
  await using web = await opened();
  const first = await web.get('/');
  const again = await web.get('/', { 'if-none-match': first.headers.etag ?? '' });
  expect(again.statusCode).toBe(304);
  for (const name of ['content-type', 'content-security-policy', 'cache-control', 'vary'])
    expect([name, again.headers[name]]).toEqual([name, first.headers[name]]);
});

test.each([
  '/assets/gone-12345678.js',
  '/assets/../index.html',
  '/assets/%2e%2e/index.html',
  '/assets/..%2f..%2fetc%2fpasswd',
  '/assets/a-12345678.js.br',
  '/assets/',
])('%s is not a file of the page', async (path) => {
  await using web = await opened();
  const answer = await web.get(path);
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['cache-control'] ?? '').not.toContain('immutable');
});

test('who opens a page while it is built waits for it, so that a welcome link keeps its code', async () => {
  await using web = await served(new Promise((resolve) => setTimeout(() => resolve(folder), 300)));
  const answer = await web.get('/welcome');
  expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html>the page']);
});

test('who has waited long enough for the build is told so by a plain page', async () => {
  await using web = await served(new Promise(() => {}), { patienceMs: 20 });
  const answer = await web.get('/');
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('5');
  expect(answer.body).toContain('opens by itself');
  expect(answer.body).toContain('<script src="/again.js" defer>');
  const script = await web.get('/again.js');
  expect([script.statusCode, script.headers['content-type']]).toEqual([
    200,
    'text/javascript; charset=utf-8',
  ]);
  expect(script.body).toContain("has('retry-after')");
});

test.each([
  ['a build that failed', () => Promise.reject(new Error('no space left'))],
  ['a folder that is gone', () => join(tmpdir(), 'nightjar-no-such-folder')],
])('%s is answered by a plain page that says what to do, and stops nothing', async (_, from) => {
  await using web = await served(from());
  const answer = await web.get('/?q=<script>alert(1)</script>');
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('The API, the webhooks and the command line work');
  expect(answer.body).not.toContain('alert(1)');
});

test('the worker is asked for anew each time, may ask this server alone, and runs for all pages', async () => {
  await using web = await opened();
  const answer = await web.get('/sw.js');
  expect([answer.statusCode, answer.body]).toEqual([200, 'the worker']);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'no-cache',
    'content-security-policy': "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
  });
  expect((await web.get('/')).headers['content-security-policy']).toContain("worker-src 'self'");
});

test('where nothing is to be kept, browsers are given a worker that ends itself', async () => {
  await using web = await served(folder, { offline: 'off' });
  const answer = await web.get('/sw.js');
  expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
  expect(answer.body).toContain('registration.unregister()');
  expect(answer.body).not.toContain('the worker');
});

test.each([
  ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8'],
  ['/icons/icon-192.png', 'image/png'],
])('%s is %s', async (path, type) => {
  await using web = await opened();
  const answer = await web.get(path);
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, type]);
  expect((await web.get('/icons/none.png')).statusCode).toBe(404);
});
