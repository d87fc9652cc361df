import { expect, test } from 'vitest';
import { inDigest } from './decide.ts';

const now = 1_772_333_467_000;
const heard = (...agoMs: readonly number[]): boolean =>
  inDigest(
    agoMs.map((ms) => now - ms),
    { now, paceMs: 1050 },
  );

test('few that wait are told one by one for as long as the last of them is in time', () => {
  expect(heard()).toBe(false);
  expect(heard(300)).toBe(false);
  expect(heard(400)).toBe(false);
  expect(heard(500)).toBe(true);
  expect(heard(300, 300)).toBe(true);
});

test('who is late already gains nothing by a digest; many are told together all the same', () => {
  expect(heard(60_000)).toBe(false);
  expect(heard(60_000, 60_000, 60_000)).toBe(false);
  expect(heard(60_000, 60_000, 60_000, 60_000)).toBe(true);
});
