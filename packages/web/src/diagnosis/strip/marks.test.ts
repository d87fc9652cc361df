import { expect, test } from 'vitest';
import { suspect } from '../testing/diagnosis.ts';
import { lanesOf, marksOf, shareIn, windowOf } from './marks.ts';

const minute = 60_000;
const onset = Date.parse('2026-03-01T02:45:00Z');
const iso = (minutes: number): string => new Date(onset + minutes * minute).toISOString();
const said = (...suspects: readonly ReturnType<typeof suspect>[]) => ({
  onset: iso(0),
  pagedAt: iso(6),
  dated: true,
  suspects,
});

test('half an hour around the onset, more for a suspect that took effect before, and nothing that has not come yet', () => {
  const now = onset + 8 * minute;
  expect(windowOf(said(), now)).toEqual({ from: onset - 30 * minute, to: now });
  expect(windowOf(said(), onset + 400 * minute).to).toBe(onset + 30 * minute);
  expect(windowOf(said(suspect({ at: iso(-50) })), now).from).toBe(onset - 52 * minute);
  expect(windowOf(said(suspect({ at: iso(-500) })), now).from).toBe(onset - 30 * minute);
});

test('marks stand in order of time, when a change was wholly in effect', () => {
  const marks = marksOf(said(suspect({ at: iso(-9), completedAt: iso(-2) }), suspect({ at: iso(-5) })));
  expect(marks.map(({ is, suspect: nth }) => `${is} ${nth ?? ''}`)).toEqual([
    'suspect 1',
    'suspect 0',
    'onset ',
    'page ',
  ]);
  expect(shareIn({ from: onset, to: onset + 10 * minute }, marks[3]?.at ?? 0)).toBe(0.6);
});

test('marks that would lie on each other stand in lanes', () =>
  expect(lanesOf([0, 5, 9, 30, 31], 10)).toEqual([0, 1, 2, 0, 1]));
