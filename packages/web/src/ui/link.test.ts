import { expect, test } from 'vitest';
import { safeUrl } from './link.ts';

test.each(['javascript:alert(1)', ' JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', '//host/x', 'x'])(
  'nobody is sent to %j',
  (url) => expect(safeUrl(url)).toBeNull(),
);

test('pages of the web may be opened', () => {
  expect(safeUrl('https://ci.example.com/1')).toBe('https://ci.example.com/1');
});

test('mail and telephones may be reached', () => {
  expect(safeUrl('mailto:a@b.example')).toBe('mailto:a@b.example');
  expect(safeUrl('tel:+49301')).toBe('tel:+49301');
});
