import { expect, test } from 'vitest';
import { sinceFrom } from './since.ts';
import { age, duration } from './time.ts';

test('a duration is told in two units at most', () => {
  const told = [0, 840, 14_000, 134_000, 3_900_000, 277_200_000].map(duration);
  expect(told).toEqual(['0.0s', '0.8s', '14s', '2m14s', '1h05m', '3d5h']);
});

test('an age is told in one unit, and the future is told as such', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const at = (text: string): string => age(new Date(text), now);
  expect(at('2026-03-01T11:59:55Z')).toBe('now');
  expect(at('2026-03-01T11:59:01Z')).toBe('59s');
  expect(at('2026-03-01T09:00:00Z')).toBe('3h');
  expect(at('2026-02-01T12:00:00Z')).toBe('28d');
  expect(at('2026-03-01T12:05:00Z')).toBe('in 5m');
});

test('since is a time or a span back from now', () => {
  const now = new Date('2026-03-08T12:00:00Z');
  expect(sinceFrom('7d', now).toISOString()).toBe('2026-03-01T12:00:00.000Z');
  expect(sinceFrom('2026-03-01T02:00:00Z', now).toISOString()).toBe('2026-03-01T02:00:00.000Z');
  for (const given of ['3h', '3h ago', ' 3 h ago '])
    expect(sinceFrom(given, now).toISOString()).toBe('2026-03-08T09:00:00.000Z');
  for (const given of ['lately', '3h before', 'ago'])
    expect(() => sinceFrom(given, now)).toThrow('is not a time');
  expect(() => sinceFrom('lately', now)).toThrow(
    expect.objectContaining({ next: expect.stringContaining('3h ago') }),
  );
});
