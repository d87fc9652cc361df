import { expect, test } from 'vitest';
import { reachInWords, since } from './since.ts';

const minute = 60_000;
const now = new Date(2026, 2, 1, 2, 45).getTime();

test('what was kept says its age', () => {
  expect(since(now - 14 * minute, now)).toBe('02:31, 14 min ago');
  expect(since(now - 5_000, now)).toBe('02:44, less than a minute ago');
  expect(since(now + minute, now)).toBe('02:46, less than a minute ago');
  expect(since(now - 3 * 24 * 60 * minute, now)).toBe('Thu 26 Feb, 02:45, 3 d ago');
});

test('a loss is said with what it means for what is on the screen', () => {
  const away = { is: 'away', why: 'silent', from: now - 14 * minute } as const;
  expect(reachInWords(away, now)).toBe('Nightjar cannot be reached. This is from 02:31, 14 min ago.');
  expect(reachInWords({ ...away, from: null }, now)).toBe(
    'Nightjar cannot be reached. This page goes on by itself.',
  );
  expect(reachInWords({ is: 'reached' }, now)).toBeNull();
});
