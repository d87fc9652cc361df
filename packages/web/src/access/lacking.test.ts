import { expect, test } from 'vitest';
import { lacking } from './lacking.ts';

test('what is missing is said in a sentence', () => {
  expect(lacking({ name: ' ', password: 'x' }, 12)).toBe('Enter your name.');
  expect(lacking({ name: 'Ada', password: '' }, 1)).toBe('Enter your password.');
  expect(lacking({ name: 'Ada', password: 'four' }, 12)).toBe(
    'The password has 4 characters; it needs at least 12.',
  );
  expect(lacking({ name: 'Ada', password: 'a few words fit' }, 12)).toBeNull();
});
