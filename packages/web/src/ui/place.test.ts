import { expect, test } from 'vitest';
import { feedAt, placeFrom, signInThen } from './place.ts';

const origin = 'https://nightjar.example.com';

test.each([
  '//evil.example',
  '//evil.example/path',
  '/\\evil.example',
  'https://evil.example/',
  'javascript:alert(1)',
  '',
  null,
])('signing in never leads to %j', (to) => expect(placeFrom(to, origin)).toBe('/'));

test('a line that stands open is in the address, beside the filter or alone', () => {
  expect(feedAt('', 'chg_1')).toBe('/?change=chg_1');
  expect(feedAt('env:prod', 'chg_1')).toBe('/?q=env%3Aprod&change=chg_1');
  expect(feedAt('', null)).toBe('/');
});

test('signing in leads back to the filter one had', () => {
  const to = new URL(signInThen(feedAt('service:pricing "time out" & more')), origin).searchParams.get('to');
  expect(new URL(placeFrom(to, origin), origin).searchParams.get('q')).toBe(
    'service:pricing "time out" & more',
  );
});
