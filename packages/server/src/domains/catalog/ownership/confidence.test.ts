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

const said = (by: Reader, days = 0, more: Partial<Word> = {}): Word => ({
  by,
  ageMs: days * day,
  certainty: 1,
  place: 0,
  ...more,
});

test.each<[string, Word[], Word[], number]>([
  ['declared yesterday', [said('backstage', 1)], [], 0.9],
  ['declared by two files of one reader', [said('backstage', 1), said('backstage', 400)], [], 0.9],
  ['declared, and CODEOWNERS agrees', [said('backstage', 1), said('codeowners', 1)], [], 0.97],
  ['declared, and CODEOWNERS says otherwise', [said('backstage', 1)], [said('codeowners', 1)], 0.56],
  ['declared two years ago', [said('backstage', 730)], [], 0.56],
  ['declared two years ago, committers are all others', [said('backstage', 730)], [said('committers')], 0.46],
  ['named second', [said('backstage', 1, { place: 1 })], [], 0.72],
  ['CODEOWNERS only', [said('codeowners')], [], 0.75],
  ['labels only', [said('kubernetes')], [], 0.7],
  ['one label in five clusters', Array.from({ length: 5 }, () => said('kubernetes')), [], 0.7],
  ['a label last seen a quarter ago', [said('kubernetes', 90)], [], 0.15],
  ['committers only', [said('committers')], [], 0.35],
  ['a person', [said('manual')], [], 0.98],
  ['a person, five years ago', [said('manual', 1825)], [], 0.74],
  ['a person, against a file and labels', [said('manual')], [said('backstage'), said('kubernetes')], 0.98],
  ['a file, against a person', [said('backstage')], [said('manual')], 0.02],
  ['a person and a file', [said('manual'), said('backstage')], [], 0.99],
])('how sure an owner is: %s', (_, agree, differ, sure) => {
  expect(confidenceOf(agree, differ)).toBe(sure);
});
