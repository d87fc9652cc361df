import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fit, pad, plain, width } from './width.ts';

test('a wide character takes two columns, an accent none, an emoji two', () => {
  expect(['abc', '変更', 'é', '👨‍👩‍👧', '▲', '→', '❤️'].map(width)).toEqual([3, 4, 1, 2, 1, 1, 2]);
});

test('whatever is fitted fits, and what is padded has its width', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, columns) => {
      const fitted = fit(plain(text), columns);
      expect(width(fitted)).toBeLessThanOrEqual(columns);
      expect(width(pad(fitted, columns))).toBe(columns);
    }),
  );
});

test('a title cannot give orders to a terminal', () => {
  expect(plain('a\u001b[31mred\u001b[0m\u001b]0;owned\u0007b\u202ec\nd')).toBe('aredb c d');
  const obeyed = /\p{Control}/u;
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !obeyed.test(plain(text))));
});
