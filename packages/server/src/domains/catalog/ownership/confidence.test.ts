import { type Reader, readers } from '@nightjar/descriptors/description';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { confidenceOf, freshness, type Word } from './confidence.ts';

const day = 86_400_000;
const word = fc.record<Word>({
  by: fc.constantFrom<Reader[]>(...readers),
  ageMs: fc.integer({ min: 0, max: 2000 * day }),
  certainty: fc.double({ min: 0, max: 1, noNaN: true }),
  place: fc.nat({ max: 3 }),
});
const some = fc.array(word, { maxLength: 4 });

test('agreement makes surer, contradiction less sure, and nothing more than sure', () => {
  fc.assert(
    fc.property(some, some, word, (agree, differ, one) => {
      const before = confidenceOf(agree, differ);
      expect(before).toBeGreaterThanOrEqual(0);
      expect(before).toBeLessThanOrEqual(1);
      expect(confidenceOf([...agree, one], differ)).toBeGreaterThanOrEqual(before);
      expect(confidenceOf(agree, [...differ, one])).toBeLessThanOrEqual(before);
    }),
  );
});

test('a word fades with its age, what was written down never below half', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...readers),
      fc.nat({ max: 2000 }),
      fc.nat({ max: 2000 }),
      (by, young, more) => {
        expect(freshness(by, (young + more) * day)).toBeLessThanOrEqual(freshness(by, young * day));
      },
    ),
  );
  expect(freshness('backstage', 365 * day)).toBe(0.75);
  expect(freshness('backstage', 10_000 * day)).toBeGreaterThan(0.5);
  expect(freshness('kubernetes', 90 * day)).toBeLessThan(0.25);
});

test('a fresh descriptor is nearly sure, a committer alone is a guess', () => {
  const alone = (by: Reader): number => confidenceOf([{ by, ageMs: 0, certainty: 1, place: 0 }], []);
  expect([alone('manual'), alone('backstage'), alone('codeowners'), alone('committers')]).toEqual([
    0.95, 0.9, 0.75, 0.35,
  ]);
});
