import { expect, test } from 'vitest';
import { asOfIn, catalogAt, entityAt } from './ways.ts';

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
  expect(at('yesterday-ish')).toBeNull();
  expect(asOfIn(new URLSearchParams())).toBeNull();
});
