import { expect, test } from 'vitest';
import { renewalOf, saidWords } from './rounds.ts';

const pagedAt = '2026-03-01T02:51:00Z';
const page = Date.parse(pagedAt);
const minute = 60_000;

test.each([
  [0, 0.1, 'Said at the page; again at +1 min.'],
  [1, 2, 'Said at +1 min; again at +5 min.'],
  [5, 6, 'Said at +5 min; again at +15 min.'],
  [15, 15.1, 'Said at +15 min.'],
  [5, 21, 'Said at +5 min.'],
] as const)('at +%i, seen %d min after the page: %s', (after, seen, says) =>
  expect(
    saidWords({ after, pagedAt, madeAt: pagedAt, round: 1, rounds: [{ round: 1 }] }, page + seen * minute),
  ).toBe(says),
);

test('what was asked out of turn says when, and it is asked for often only while something may come', () => {
  const said = { after: null, pagedAt, madeAt: pagedAt, round: 1, rounds: [{ round: 1 }] };
  expect(saidWords(said, page)).toMatch(/^Asked at \d\d:51\.$/);
  expect(renewalOf(said, page + 15 * minute)).toBeLessThan(10_000);
  expect(renewalOf(said, page + 17 * minute)).toBe(60_000);
  const superseded = { ...said, after: 0, rounds: [{ round: 1 }, { round: 2 }] };
  expect(saidWords(superseded, page)).toBe('Said at the page.');
});
