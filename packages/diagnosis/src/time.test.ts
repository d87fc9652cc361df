import { expect, test } from 'vitest';
import { readTime } from './time.ts';

test.each([
  [1_700_000_000, 1_700_000_000_000],
  [1_700_000_000_000, 1_700_000_000_000],
  [1_700_000_000.25, 1_700_000_000_250],
  ['2026-01-01', Date.UTC(2026, 0, 1)],
  ['2026-01-01T02:00:00', Date.UTC(2026, 0, 1, 2)],
  ['2026-01-01T02:00:00+02:00', Date.UTC(2026, 0, 1)],
  ['2026-01-01 02:00:00Z', Date.UTC(2026, 0, 1, 2)],
])('%s is read', (value, at) => {
  expect(readTime(value)).toBe(at);
});

test.each([['yesterday'], ['1700000000'], [-1], [Number.NaN], [1e15], [null], [{}], ['2026-13-01']])(
  '%s is refused',
  (value) => {
    expect(readTime(value)).toBeNull();
  },
);
