import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from './parse.ts';
import { rows } from './testing/example.ts';
import { normalise, words } from './words.ts';

describe('the words of a text', () => {
  test.each([
    ['Deploy of checkout-api', ['deploy', 'of', 'checkout', 'api', 'checkout-api']],
    [
      'acme/pay_core:v1.2.3-rc1',
      ['acme', 'pay', 'core', 'pay_core', 'v1', '2', '3', 'rc1', 'v1.2.3', 'v1.2.3-rc1'],
    ],
    ['--a.- b..c', ['a', 'b', 'c']],
    ['ΟΔΟΣ.Α ΟΔΟΣ', ['οδοσ', 'α', 'οδοσ.α']],
    ['ﬁx ＡＰＩ', ['fix', 'api']],
    ['超时了 ok', ['超', '时', '了', 'ok']],
    ['हिन्दी 😀!', ['हिन्दी']],
    ['J\u030cx', ['\u01f0x']],
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test('are at most 200, each at most 64 long, cut between characters', () => {
    expect(words(Array.from({ length: 300 }, (_, index) => `w${index}`).join(' '))).toHaveLength(200);
    expect(words('x'.repeat(500))).toEqual(['x'.repeat(64)]);
    expect(words(`${'x'.repeat(63)}𐐷`)).toEqual(['x'.repeat(63)]);
    expect(words(`${'x'.repeat(62)}-𐐷`)).toEqual(['x'.repeat(62), '𐐷']);
    expect(words(`${'x'.repeat(63)}-y`)).toEqual(['x'.repeat(63), 'y']);
  });

  test('are each found by asking for them', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        for (const word of words(text)) {
          const parsed = parse(word, rows);
          expect(parsed).toEqual({ ok: true, ast: { is: 'word', word } });
        }
      }),
    );
  });
});

describe('a normalised text', () => {
  test('has one spelling', () => {
    expect(normalise('  Ｔime\t\nOUT\u00a0 İ ')).toBe('time out i\u0307');
  });

  test('stays as it is when normalised again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
      { numRuns: 2_000 },
    );
  });
});
