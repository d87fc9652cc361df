import { expect, test } from 'vitest';
import { calibrationOf } from './calibration.ts';
import { hitAt, reciprocalRank } from './place.ts';

const ranking = [
  { name: 'a', score: 3 },
  { name: 'b', score: 2 },
  { name: 'c', score: 2 },
  { name: 'd', score: 2 },
  { name: 'e', score: 1 },
];

test('equal scores share their places', () => {
  expect([1, 2, 3, 4, 5].map((k) => hitAt(k, ranking, 'c'))).toEqual([0, 1 / 3, 2 / 3, 1, 1]);
  expect(hitAt(1, ranking, 'a')).toBe(1);
  expect(hitAt(5, ranking, 'nobody')).toBe(0);
  expect(reciprocalRank(ranking, 'c')).toBeCloseTo((1 / 2 + 1 / 3 + 1 / 4) / 3, 12);
  expect(reciprocalRank(ranking, 'e')).toBe(1 / 5);
  expect(reciprocalRank([...ranking].reverse(), 'c')).toBe(reciprocalRank(ranking, 'c'));
});

test('calibration is the gap between what was told and what came true', () => {
  const told = [
    { probability: 0.9, right: true },
    { probability: 0.9, right: false },
    { probability: 0.1, right: false },
    { probability: 0.1, right: false },
  ];
  expect(calibrationOf(told).ece).toBeCloseTo((0.8 + 0.2) / 4, 12);
  expect(calibrationOf(told).brier).toBeCloseTo((0.01 + 0.81 + 0.01 + 0.01) / 4, 12);
  expect(calibrationOf([])).toEqual({ ece: 0, brier: 0 });
});
