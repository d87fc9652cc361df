import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addLatency, bucketOf, buckets, countLatency, quantile } from './latency.ts';

test('every latency has a bucket, and one of four an octave', () => {
  expect([0, -1, Number.NaN, 0.0625].map(bucketOf)).toEqual([0, 0, 0, 0]);
  expect([0.0626, 1, 1.01, 2, 2 ** 20, Number.POSITIVE_INFINITY].map(bucketOf)).toEqual([
    1, 16, 17, 20, 96, 96,
  ]);
});

test('a quantile is at most 19 % off the value that it stands for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.1, max: 500_000, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0.01, max: 1, noNaN: true }),
      (times, q) => {
        const latency: number[] = [];
        for (const ms of times) countLatency(latency, ms);
        const exact = [...times].sort((a, b) => a - b)[Math.ceil(q * times.length) - 1] ?? 0;
        expect(quantile(latency, q) / exact).toBeGreaterThan(2 ** -0.2501);
        expect(quantile(latency, q) / exact).toBeLessThan(2 ** 0.2501);
      },
    ),
  );
});

test('counts add up whichever of the two is longer', () => {
  const short = [1, 2];
  addLatency(short, [0, 1, 5]);
  expect(short).toEqual([1, 3, 5]);
  const long = [1, 2, 3];
  addLatency(long, [1]);
  expect(long).toEqual([2, 2, 3]);
  expect(quantile([], 0.99)).toBe(0);
  expect(long.length).toBeLessThanOrEqual(buckets);
});
