import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearby, wordsOfName } from '../vocabulary.ts';
import { misspelt } from './misspelling.ts';

test.each([
  ['checkout', 'checkout', 0],
  ['chekout', 'checkout', 1],
  ['checkuot', 'checkout', 1],
  ['chekuot', 'checkout', 2],
  ['chekou', 'checkout', 1.5],
  ['serach', 'search', 1],
  ['cart', 'card', 1],
  ['car', 'cat', undefined],
  ['kafka', 'redis', undefined],
  ['pricing', 'printing', 2],
  ['search', 'research', undefined],
])('%s is this far from %s', (written, word, edits) => {
  expect(misspelt(written, word)).toBe(edits);
});

const word = fc.stringMatching(/^[a-e]{4,9}$/);

test('words that are one edit apart meet where one letter is left out', () => {
  fc.assert(
    fc.property(word, word, (a, b) => {
      const edits = misspelt(a, b);
      if (edits === 1 && a.length > 3) expect(nearby(a).some((it) => nearby(b).includes(it))).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('of a name the words without digits are those that people misspell', () => {
  expect(wordsOfName('Checkout_API v2.payments-db-a1b2c3d4')).toEqual(['checkout', 'payments']);
});
