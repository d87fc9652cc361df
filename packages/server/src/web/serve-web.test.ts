import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Http } from '@nightjar/kernel/http/http';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveWeb, type WebOptions } from './serve-web.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nightjar-pages-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html>the page');
  await writeFile(join(folder, 'assets/a-12345678.js'), 'plain');
  await writeFile(join(folder, 'assets/a-12345678.js.br'), 'brotli');
  await writeFile(join(folder, 'assets/a-12345678.js.gz'), 'gzip');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const served = async (from: string | Promise<string>, options?: WebOptions) => {
  const http = Fastify();
  const rights: unknown[] = [];
  http.addHook('onRoute', ({ config }) => {
    rights.push(config?.right);
  });
  serveWeb(http as unknown as Http, from, options);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const get = (url: string, headers: Record<string, string> = {}) => http.inject({ url, headers });
  return { get, rights };
};
const script = '/assets/a-12345678.js';

test.each(['/', '/welcome', '/sign-in'])('%s is the page, asked for anew each time', async (path) => {
  const { get } = await served(folder);
  const answer = await get(path);
  expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html>the page']);
  expect(answer.headers['cache-control']).toBe('no-cache');
  expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
  expect(answer.headers['content-security-policy']).not.toContain('unsafe');
});

test('every route says that it is open to anyone', async () => {
  const { rights } = await served(folder);
  expect(new Set(rights)).toEqual(new Set(['anyone']));
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
  const { get } = await served(folder);
  const answer = await get(script, { 'accept-encoding': accepted });
  expect([answer.body, answer.headers['content-encoding']]).toEqual([body, encoding]);
  expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(answer.headers.vary).toBe('accept-encoding');
});

test('who has it is not sent it again, each encoding by its own tag', async () => {
  const { get } = await served(folder);
  const br = (await get(script, { 'accept-encoding': 'br' })).headers.etag ?? '';
  const plain = (await get(script)).headers.etag ?? '';
  expect(br).not.toBe(plain);
  const again = await get(script, { 'accept-encoding': 'br', 'if-none-match': `"other", W/${br}` });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  expect((await get(script, { 'if-none-match': br })).statusCode).toBe(200);
});

test('who has the page already is told so as a page, with the policy of a page', async () => {
  const { get } = await served(folder);
  const first = await get('/');
  const again = await get('/', { 'if-none-match': first.headers.etag ?? '' });
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
  const { get } = await served(folder);
  const answer = await get(path);
  expect(answer.statusCode).toBe(404);
  expect(answer.headers['cache-control'] ?? '').not.toContain('immutable');
});

test('who opens a page while it is built waits for it, so that a welcome link keeps its code', async () => {
  const { get } = await served(new Promise((resolve) => setTimeout(() => resolve(folder), 300)));
  const answer = await get('/welcome');
  expect([answer.statusCode, answer.body]).toEqual([200, '<!doctype html>the page']);
});

test('who has waited long enough for the build is told so by a plain page', async () => {
  const { get } = await served(new Promise(() => {}), { patienceMs: 20 });
  const answer = await get('/');
  expect(answer.statusCode).toBe(503);
  expect(answer.headers['retry-after']).toBe('5');
  expect(answer.body).toContain('Load this page again');
});

test.each([
  ['a build that failed', () => Promise.reject(new Error('no space left'))],
  ['a folder that is gone', () => join(tmpdir(), 'nightjar-no-such-folder')],
])('%s is answered by a plain page that says what to do, and stops nothing', async (_, from) => {
  const { get } = await served(from());
  const answer = await get('/?q=<script>alert(1)</script>');
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain('The API, the webhooks and the command line work');
  expect(answer.body).not.toContain('alert(1)');
});
