import { expect, test } from 'vitest';
import { isVersion, looksMain, short } from './commit.ts';

test.each(['v1.4.0', '2026.03.1', 'release-7', 'refs/tags/v2'])('%s names a version', (ref) => {
  expect(isVersion(ref)).toBe(true);
});

test.each(['main', 'feature/12-vat', '1234567', 'v', ''])('%j names no version', (ref) => {
  expect(isVersion(ref)).toBe(false);
});

test('a ref that is longer than any version is read in no time', () => {
  const began = performance.now();
  expect(isVersion(`1${'.1'.repeat(100_000)} `)).toBe(false);
  expect(performance.now() - began).toBeLessThan(100);
});

test('a branch is taken for the main one by its whole name alone', () => {
  expect(['main', 'Master', 'production'].map(looksMain)).toEqual([true, true, true]);
  expect([null, 'maintenance', 'fix/main', 'develop'].map(looksMain)).toEqual([false, false, false, false]);
});

test('what is no whole commit, or is none at all, is not shortened to one', () => {
  expect(short('da1560886d4f094c3e6c9ef40349f7d38b5d27d7')).toBe('da15608');
  expect([short('0'.repeat(40)), short('da15608'), short('main'), short(null)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
