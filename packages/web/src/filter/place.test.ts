import { expect, test } from 'vitest';
import { markedPlace } from './place.ts';

test('the word at the place is marked', () => {
  expect(markedPlace('env:prod servce:x kind:flag', 9)).toEqual({
    before: 'env:prod ',
    marked: 'servce:x',
    after: ' kind:flag',
  });
});

test('an error at the very end marks the empty place after it', () => {
  expect(markedPlace('service:', 8)).toEqual({ before: 'service:', marked: ' ', after: '' });
});

test('a place that the text does not have is not shown', () => {
  expect(markedPlace('ab', 3)).toBeNull();
  expect(markedPlace('ab', null)).toBeNull();
});
