import { expect, test } from 'vitest';
import { figuresOf, isAlike, termOf } from './told.ts';

test('a difference is told with both figures', () => {
  expect(figuresOf({ name: 'x', is: 'appeared', here: 3, there: 0 }, false)).toBe('3 here, none there');
  expect(figuresOf({ name: 'x', is: 'gone', here: 0, there: 9 }, false)).toBe('none here, 9 there');
  expect(figuresOf({ name: 'x', is: 'more', here: 1_200, there: 4 }, true)).toBe('~1,200 here, ~4 there');
});

test('a name is quoted as a filter needs it', () => {
  expect([termOf('actor', 'ana b'), termOf('service', 'pricing')]).toEqual([
    'actor:"ana b"',
    'service:pricing',
  ]);
});

test('windows are alike where nothing differs', () => {
  const none = { of: [], leftOff: 0 };
  expect(isAlike([none, none])).toBe(true);
  expect(isAlike([none, { of: [{ name: 'x', is: 'more', here: 9, there: 1 }], leftOff: 0 }])).toBe(false);
});
