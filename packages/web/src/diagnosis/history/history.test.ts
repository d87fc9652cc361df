import { expect, test } from 'vitest';
import { keptPromises, missingFor } from './calibration.ts';
import { inShort, outcomeOf } from './outcome.ts';

const word = (judgement: 'confirmed' | 'refuted', change: string | null) => ({
  judgement,
  change,
  by: 'person:ana',
  byName: 'Ana',
  from: 'web',
  at: '2026-03-01T03:00:00Z',
});

test('what came of a diagnosis is what somebody confirmed, else what was refuted', () => {
  const says = (...judgements: readonly ReturnType<typeof word>[]) => outcomeOf({ judgements }).says;
  expect(says()).toBe('not judged yet');
  expect(says(word('refuted', 'a'), word('refuted', 'b'))).toBe('2 suspects refuted');
  expect(says(word('refuted', 'a'), word('confirmed', 'b'))).toBe('Ana: a change did it');
  expect(says(word('confirmed', null))).toBe('Ana: no change did it');
  expect(inShort({ verdict: 'unknown' })).toBe('nobody named');
});

test('figures of few cases wait', () => {
  expect([missingFor(0), missingFor(8), missingFor(20), missingFor(90)]).toEqual([20, 12, 0, 0]);
  const bins = [
    { from: 0, count: 0, said: 0, was: 0 },
    { from: 0.8, count: 5, said: 0.84, was: 0.8 },
  ];
  expect(keptPromises({ bins })).toEqual([{ said: 0.84, was: 0.8, count: 5 }]);
});
