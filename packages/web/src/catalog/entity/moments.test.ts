import { expect, test } from 'vitest';
import { instantOf, stopsOf } from './moments.ts';

const moments = [
  '2026-03-01T00:00:00Z',
  '2026-03-02T00:00:00Z',
  '2026-03-02T00:00:00Z',
  '2026-03-05T00:00:00Z',
];

test('the last stop is now, and a moment told twice is one stop', () => {
  const stops = stopsOf(moments, null);
  expect([stops.moments.length, stops.at, instantOf(stops, 3)]).toEqual([3, 3, null]);
});

test('between two moments it is as it was from the earlier one on', () => {
  const stops = stopsOf(moments, '2026-03-04T12:00:00Z');
  expect(instantOf(stops, stops.at)).toBe('2026-03-02T00:00:00.000Z');
});

test('on a moment it is that moment; before the first there is nothing earlier to go to', () => {
  expect(stopsOf(moments, '2026-03-05T00:00:00Z').at).toBe(2);
  expect(stopsOf(moments, '2020-01-01T00:00:00Z').at).toBe(0);
});

test('what never became another has no stop but now', () => {
  expect(stopsOf([], null)).toEqual({ moments: [], at: 0 });
});
