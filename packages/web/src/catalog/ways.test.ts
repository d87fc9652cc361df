import { expect, test } from 'vitest';
import { asOfIn, catalogAt, entityAt, placeAsOf, unreadIn } from './ways.ts';

test('an address is short: what is usual is left out', () => {
  expect(entityAt('service:default/pricing')).toBe('/catalog/service/pricing');
  expect(entityAt('service:shop/pricing', { at: null, view: '' })).toBe('/catalog/service/shop/pricing');
  expect(catalogAt('')).toBe('/catalog');
  expect(catalogAt('tier:0', { at: '2026-03-01T00:00:00.000Z' })).toBe(
    '/catalog?q=tier%3A0&at=2026-03-01T00%3A00%3A00.000Z',
  );
});

test('an instant in the address is read in any way people write one, and nonsense is now', () => {
  const at = (text: string) => asOfIn(new URLSearchParams({ at: text }));
  expect(at('2026-03-01T02:51Z')).toBe('2026-03-01T02:51:00.000Z');
  expect(at('2026-03-01T02:51:07.5+01:00')).toBe('2026-03-01T01:51:07.500Z');
  expect(at('2026-03-01')).toBe('2026-03-01T00:00:00.000Z');
  expect(at('yesterday-ish')).toBeNull();
  expect(at('monday 7')).toBeNull();
  expect(at('2026-13-01')).toBeNull();
  expect(asOfIn(new URLSearchParams())).toBeNull();
});

test('what is no instant is told as it was written, so that nobody takes now for it', () => {
  const unread = (query: string) => unreadIn(new URLSearchParams(query));
  expect(unread('at=garbage')).toBe('garbage');
  expect(unread('at=2026-03-01T02:51Z')).toBeNull();
  expect([unread(''), unread('at=')]).toEqual([null, null]);
});

test('the same place is looked at as of another instant, and as of now again', () => {
  const here = new URL('https://nightjar.example/catalog?q=tier%3A0&at=garbage');
  expect(placeAsOf(here, '2026-03-01T00:00:00.000Z')).toBe(
    '/catalog?q=tier%3A0&at=2026-03-01T00%3A00%3A00.000Z',
  );
  expect(placeAsOf(here, null)).toBe('/catalog?q=tier%3A0');
});
