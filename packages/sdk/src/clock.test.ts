import { expect, test } from 'vitest';
import { aheadBy } from './clock.ts';

const date = 'Sun, 01 Mar 2026 02:51:00 GMT';
const there = Date.parse(date) + 500;

test('the clocks are compared at the middle of the way there and back', () => {
  expect(aheadBy(date, there - 100, there + 100)).toBe(0);
  expect(aheadBy(date, there + 420_000, there + 420_200)).toBe(420_100);
  expect(aheadBy(date, there - 60_000, there - 60_000)).toBe(-60_000);
});

test('an answer without a date says nothing', () => {
  expect([aheadBy(null, 0, 0), aheadBy('soon', 0, 0)]).toEqual([null, null]);
});
