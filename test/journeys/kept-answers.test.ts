import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noBrowser, openBrowser } from '../canned/browser.ts';

/** The answers of a worker, kept by a browser of its own: the pages' files as they are, without the types. */
const source = new URL('../../packages/web/src/', import.meta.url);
const html = `<!doctype html><script type="module">import * as it from '/worker/kept.ts'; window.it = it;</script>`;
const all = new AsyncDisposableStack();
let page: Page;

beforeAll(async () => {
  if (noBrowser !== null) return;
  const server = createServer(async (request, response) => {
    const path = `.${request.url ?? '/'}`;
    if (!path.endsWith('.ts')) return response.setHeader('content-type', 'text/html').end(html);
    const text = await readFile(new URL(path, source), 'utf8');
    return response.setHeader('content-type', 'text/javascript').end(stripTypeScriptTypes(text));
  }).listen(0, '127.0.0.1');
  all.defer(() => void server.close());
  await once(server, 'listening');
  const browser = await openBrowser();
  all.defer(() => browser.close());
  page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
});
afterAll(() => all.disposeAsync());
beforeEach(({ skip }) => skip(noBrowser !== null, noBrowser ?? ''));

/** Keeps one after another under one key, and tells how often that was written and what stands there then. */
const keepAll = (answers: readonly { readonly text: string; readonly at: number }[]) =>
  page.evaluate(async (them) => {
    const { keep, kept, eraseKept } = Reflect.get(window, 'it');
    const { put } = Cache.prototype;
    let written = 0;
    Cache.prototype.put = function (...given) {
      written += 1;
      return put.apply(this, given);
    };
    await eraseKept();
    for (const { text, at } of them) await keep('/it', { text, at, etag: null }, () => true);
    Cache.prototype.put = put;
    const there = await kept('/it', them.at(-1)?.at);
    return { written, there: there === null ? null : { text: there.text, at: there.at } };
  }, answers);

test('what has not changed is not written each time, but as often as its age is to be right', async () => {
  const poll = (seconds: number, text = '"same"') => ({ text, at: 1_800_000_000_000 + seconds * 1_000 });
  const same = Array.from({ length: 7 }, (_, nth) => poll(nth * 10));
  expect(await keepAll(same)).toEqual({ written: 2, there: poll(60) });
  expect(await keepAll([poll(0), poll(10, '"else"')])).toEqual({ written: 2, there: poll(10, '"else"') });
});

test('what is too large leaves nothing older in its place', async () => {
  const at = 1_800_000_000_000;
  expect(await keepAll([{ text: '"small"', at }])).toMatchObject({ there: { text: '"small"' } });
  const large = JSON.stringify('x'.repeat(1_000_001));
  const answers = [
    { text: '"small"', at },
    { text: large, at: at + 10_000 },
  ];
  expect(await keepAll(answers)).toEqual({ written: 1, there: null });
});
