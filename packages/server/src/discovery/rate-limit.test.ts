import { expect, test } from 'vitest';
import { limitMs } from './rate-limit.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const limit = (status: number, headers: Record<string, string>) =>
  limitMs({ status, headers: new Headers(headers) }, now);

test.each<[string, number, Record<string, string>, number]>([
  ['seconds', 429, { 'retry-after': '30' }, 30_000],
  ['a moment', 429, { 'retry-after': 'Sun, 01 Mar 2026 12:02:00 GMT' }, 120_000],
  ['nothing that can be read', 429, { 'retry-after': 'soon' }, 60_000],
  ['nothing at all', 429, {}, 60_000],
  ['a moment that is over', 429, { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 1000],
  ['seconds since 1970 (GitHub)', 429, { 'x-ratelimit-reset': String(now / 1000 + 90) }, 90_000],
  ['milliseconds since 1970 (LaunchDarkly)', 429, { 'x-ratelimit-reset': String(now + 5000) }, 5000],
  ['seconds from now (PagerDuty)', 429, { 'ratelimit-reset': '12' }, 12_000],
  ['a year', 429, { 'retry-after': '31536000' }, 75 * 60_000],
  ['a limit in a 403', 403, { 'retry-after': '60' }, 60_000],
  ['a 403 that is none', 403, {}, 0],
  ['trouble that says when it is over', 503, { 'retry-after': '5' }, 5000],
  ['trouble that does not', 503, {}, 0],
  [
    'an answer after which nothing is left',
    200,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 40) },
    40_000,
  ],
  ['an answer after which something is', 200, { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '99' }, 0],
  [
    'RateLimit headers of GitLab',
    200,
    { 'ratelimit-remaining': '0', 'ratelimit-reset': String(now / 1000 + 7) },
    7000,
  ],
])('%s', (_, status, headers, expected) => {
  expect(limit(status, headers)).toBe(expected);
});
