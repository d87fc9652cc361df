import { expect, test } from 'vitest';
import { asOf, timeOf, withoutTime, withWindow, written } from './window.ts';

const now = Date.UTC(2026, 2, 2);
const at = (text: string): number => Date.parse(text);

test('the bounds of a filter are found wherever they bound all of it', () => {
  expect(timeOf('env:prod after:-2h before:now', now)).toEqual({ after: now - 7_200_000, before: now });
  expect(timeOf('after:2026-03-01 after:2026-03-01T02:40Z x', now)).toEqual({
    after: at('2026-03-01T02:40:00Z'),
    before: null,
  });
  const nothing = { after: null, before: null };
  for (const q of [
    '',
    '-after:-2h',
    '(after:-2h x)',
    'x OR after:-2h',
    '"after:-2h"',
    'after:soon',
    'after:',
  ])
    expect(timeOf(q, now)).toEqual(nothing);
});

test('a window takes the place of the bounds that were there, and leaves the rest alone', () => {
  const window = { from: at('2026-03-01T02:40:00Z'), to: at('2026-03-01T02:55:30Z') };
  const bounds = 'after:2026-03-01T02:40Z before:2026-03-01T02:55:30Z';
  expect(withWindow('', window)).toBe(bounds);
  expect(withWindow('after:-2h env:prod before:-1h "a (b"', window)).toBe(`env:prod "a (b" ${bounds}`);
  expect(withWindow('a OR b', window)).toBe(`(a OR b) ${bounds}`);
  expect(withWindow(`(a OR b) ${bounds}`, window)).toBe(`(a OR b) ${bounds}`);
  expect(withoutTime(`env:prod ${bounds} x`)).toBe('env:prod x');
  expect(timeOf(withWindow('env:prod', window), now)).toEqual({ after: window.from, before: window.to });
});

test('an instant is written as exactly as it is', () => {
  expect([0, 1_000, 1].map(written)).toEqual([
    '1970-01-01T00:00Z',
    '1970-01-01T00:00:01Z',
    '1970-01-01T00:00:00.001Z',
  ]);
});

test('as of an instant, the filter lets through what had happened by then', () => {
  expect(asOf('a OR b', '2026-03-01T02:51:00.000Z')).toEqual({
    q: '(a OR b) at:<=2026-03-01T02:51:00.000Z',
    shift: 1,
  });
  expect(asOf('', '2026-03-01T02:51:00.000Z').q).toBe('at:<=2026-03-01T02:51:00.000Z');
  expect(asOf('x', null)).toEqual({ q: 'x', shift: 0 });
});
