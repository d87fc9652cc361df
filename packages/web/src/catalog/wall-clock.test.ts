import { expect, test } from 'vitest';
import { fromWallClock, inUtc, onWallClock } from './wall-clock.ts';

test('an instant is the same after it stood on the reader’s clock, wherever that hangs', () => {
  for (const instant of ['2026-11-20T20:04:09.000Z', '2026-01-01T00:00:00.000Z', '2024-02-29T12:30:59.000Z'])
    expect(fromWallClock(onWallClock(Date.parse(instant)))).toBe(instant);
});

test('what is not written out is no instant', () => {
  expect(fromWallClock('')).toBeNull();
  expect(fromWallClock('2026-11-')).toBeNull();
});

test('an instant is told in UTC beside it', () => {
  expect(inUtc('2026-11-20T20:04:09.123Z')).toBe('2026-11-20 20:04:09');
});
