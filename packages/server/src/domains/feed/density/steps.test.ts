import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stepsOf } from './steps.ts';

const at = (text: string): number => Date.parse(text);
const minute = 60_000;

test('a day of a hundred buckets is cut into quarters of an hour, from where it begins', () => {
  expect(stepsOf(at('2026-03-01T03:30:00Z'), at('2026-03-02T03:30:00Z'), 100)).toMatchObject({
    origin: at('2026-03-01T03:30:00Z'),
    stepMs: 15 * minute,
    count: 96,
  });
});

test('the first bucket begins a little before a window that begins between two quarters', () => {
  const steps = stepsOf(at('2026-03-01T03:37:12Z'), at('2026-03-01T05:37:12Z'), 120);
  expect(steps).toMatchObject({ origin: at('2026-03-01T03:36:00Z'), stepMs: 2 * minute, count: 61 });
});

test('the buckets cover the window, are never more than asked for, and one narrower would be too many', () => {
  const window = fc.tuple(
    fc.integer({ min: at('1900-01-01'), max: at('2999-01-01') }),
    fc.integer({ min: 1, max: 1_100 * 365 * 86_400_000 }),
    fc.integer({ min: 2, max: 400 }),
  );
  fc.assert(
    fc.property(window, ([from, long, most]) => {
      const { origin, stepMs, count } = stepsOf(from, from + long, most);
      expect(origin).toBeLessThanOrEqual(from);
      expect(origin).toBeGreaterThan(from - stepMs);
      expect(count).toBeLessThanOrEqual(most);
      expect(origin + count * stepMs).toBeGreaterThanOrEqual(from + long);
      expect(origin + (count - 1) * stepMs).toBeLessThan(from + long);
    }),
  );
});
