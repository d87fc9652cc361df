import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storableText } from '../change/storable.ts';
import { cut } from './cut.ts';

test('a text is cut between characters, and never holds what the database cannot', () => {
  expect([cut('cart', 4), cut('carts', 4), cut('a😀', 4), cut('a😀', 5), cut('é'.repeat(3), 4)]).toEqual([
    'cart',
    'cart',
    'a',
    'a😀',
    'éé',
  ]);
  const any = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(any, fc.integer({ min: 1, max: 50 }), fc.nat({ max: 40 }), (text, bytes, at) => {
      const short = cut(text.slice(0, at) + text.slice(at + 1), bytes);
      expect(Buffer.byteLength(short)).toBeLessThanOrEqual(bytes);
      expect(storableText(short)).toBe(short);
    }),
  );
});
