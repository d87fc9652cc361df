import { expect, test } from 'vitest';
import { redactedUrl } from './redact.ts';

test.each([
  ['/api/v1/changes?q=env:prod&limit=5', '/api/v1/changes?q=env:prod&limit=5'],
  ['/x?token=abc&a=1', '/x?token=[redacted]&a=1'],
  ['/x?access_token=abc#frag', '/x?access_token=[redacted]'],
  ['/x?%74oken=abc', '/x?%74oken=[redacted]'],
  ['/x?a=njt_abcdefghijkl_mnop', '/x?a=[redacted]'],
  ['/hooks/njt_abcdefghijkl_mnop', '/hooks/[redacted]'],
])('%s is logged as %s', (url, logged) => {
  expect(redactedUrl(url)).toBe(logged);
});
