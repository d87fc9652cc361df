import { expect, test } from 'vitest';
import { verdictOn } from './verdict.ts';

const on = (status: number, headers: Record<string, string>) =>
  verdictOn({ status, headers: new Headers(headers) });
const json = { 'content-type': 'application/json; charset=utf-8' };
const marked = { ...json, 'nightjar-kept-for': 'ana', 'cache-control': 'private, no-cache' };

test('only what the server marks is kept, and never what it says nobody may store', () => {
  expect(on(200, marked)).toEqual({ is: 'keep', owner: 'ana' });
  expect(on(304, marked)).toEqual({ is: 'keep', owner: 'ana' });
  expect(on(200, json)).toEqual({ is: 'pass' });
  expect(on(200, { ...marked, 'cache-control': 'no-store' })).toEqual({ is: 'pass' });
  expect(on(403, marked)).toEqual({ is: 'pass' });
  expect(on(500, { 'content-type': 'application/problem+json' })).toEqual({ is: 'pass' });
});

test('what a proxy says is not the word of the server', () => {
  const html = { 'content-type': 'text/html' };
  expect(on(200, html)).toEqual({ is: 'away', why: 'garbled' });
  expect(on(200, { ...html, 'nightjar-kept-for': 'ana' })).toEqual({ is: 'away', why: 'garbled' });
  expect(on(401, html)).toEqual({ is: 'away', why: 'garbled' });
  expect(on(404, html)).toEqual({ is: 'away', why: 'garbled' });
  for (const status of [502, 503, 504]) expect(on(status, html)).toEqual({ is: 'away', why: 'unwell' });
});

test('who is signed out, and what is gone, is the server’s to say', () => {
  expect(on(401, { 'content-type': 'application/problem+json' })).toEqual({ is: 'signed out' });
  expect(on(404, { 'content-type': 'application/problem+json' })).toEqual({ is: 'gone' });
});
