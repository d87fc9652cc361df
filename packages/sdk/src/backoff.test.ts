import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffMs, mayPass, retryAfterMs, sleep } from './backoff.ts';
import { ProblemError, UnreachableError } from './failure.ts';

test('a wait is never below what the server asked for, and never above that and the cap', () => {
  fc.assert(
    fc.property(
      fc.nat(40),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(60_000),
      (n, random, atLeastMs) => {
        const ms = backoffMs(n, random, { baseMs: 200, capMs: 10_000, atLeastMs });
        expect(ms).toBeGreaterThanOrEqual(atLeastMs);
        expect(ms).toBeLessThanOrEqual(atLeastMs + 10_000);
      },
    ),
  );
});

test('waits are spread from nothing to a limit that doubles', () => {
  expect(backoffMs(0, 0)).toBe(0);
  expect([0, 1, 2, 3].map((n) => backoffMs(n, 1))).toEqual([200, 400, 800, 1600]);
});

test('Retry-After is read as seconds or as a date', () => {
  const now = Date.parse('2026-03-01T00:00:00Z');
  expect(retryAfterMs('7', now)).toBe(7000);
  expect(retryAfterMs('Sun, 01 Mar 2026 00:00:05 GMT', now)).toBe(5000);
  expect(retryAfterMs('Sat, 28 Feb 2026 00:00:05 GMT', now)).toBe(0);
  expect(retryAfterMs('soon', now)).toBeNull();
  expect(retryAfterMs(null, now)).toBeNull();
});

test('only silence and a call for patience may pass', () => {
  const statuses = [400, 401, 403, 404, 409, 413, 422, 429, 500, 502, 503, 504];
  const passing = statuses.filter((status) => mayPass(new ProblemError(status, { code: 'x' })));
  expect(passing).toEqual([429, 502, 503, 504]);
  expect(mayPass(new UnreachableError('http://x', 'gone'))).toBe(true);
  expect(mayPass(new TypeError('a bug'))).toBe(false);
});

test('a sleep ends at once when it is called off', async () => {
  const off = new AbortController();
  const slept = sleep(60_000, off.signal);
  off.abort(new Error('called off'));
  await expect(slept).rejects.toThrow('called off');
  await expect(sleep(60_000, off.signal)).rejects.toThrow('called off');
});
