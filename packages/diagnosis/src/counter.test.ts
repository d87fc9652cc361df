import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCounter, ratesOf } from './counter.ts';

const totals = (increments: readonly number[], resetAt?: number): (readonly [number, number])[] => {
  let total = 0;
  return increments.map((by, i) => {
    if (i === resetAt) total = 0;
    total += by;
    return [i * 1000, total] as const;
  });
};

test('a running total becomes what was counted a second, across a reset too', () => {
  const points = totals(
    Array.from({ length: 40 }, () => 7),
    25,
  );
  expect(isCounter(points)).toBe(true);
  const { points: rates, resets } = ratesOf(points);
  expect(resets).toBe(1);
  expect(rates.map(([, rate]) => rate)).toEqual(Array.from({ length: 39 }, () => 7));
});

test('no rate is below 0', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1000), { minLength: 2, maxLength: 50 }),
      fc.nat(49),
      (increments, resetAt) => {
        for (const [, rate] of ratesOf(totals(increments, resetAt)).points)
          expect(rate).toBeGreaterThanOrEqual(0);
      },
    ),
  );
});

test('what rises and falls is a gauge, and so is what stands still', () => {
  expect(isCounter(Array.from({ length: 40 }, (_, i) => [i, 5 + (i % 3)] as const))).toBe(false);
  expect(isCounter(Array.from({ length: 40 }, (_, i) => [i, 5] as const))).toBe(false);
});
