import { expect, test } from 'vitest';
import { episodesOf } from './episodes.ts';

const at = (minute: number): number => Date.UTC(2026, 2, 1, 2, minute);
const report = (
  minute: number,
  state: 'firing' | 'acknowledged' | 'resolved',
  summary: string | null = null,
) => ({
  position: minute,
  recordedAt: new Date(at(minute)).toISOString(),
  at: new Date(at(minute)).toISOString(),
  state,
  title: 'It burns',
  severity: null,
  summary,
});

test('an alert that flaps has an episode a time, the newest first, whatever order its reports came in', () => {
  const reports = [
    report(0, 'firing', '5 %'),
    report(2, 'acknowledged', '5 %'),
    report(3, 'acknowledged', '7 %'),
    report(5, 'resolved'),
    report(6, 'resolved'),
    report(9, 'firing'),
  ];
  const expected = [
    { began: at(9), acknowledged: null, ended: null, said: [] },
    { began: at(0), acknowledged: at(2), ended: at(5), said: ['5 %', '7 %'] },
  ];
  expect(episodesOf(reports)).toEqual(expected);
  expect(episodesOf(reports.toReversed())).toEqual(expected);
});

test('who fires again after it was taken on has to be taken on again', () => {
  expect(episodesOf([report(0, 'firing'), report(1, 'acknowledged'), report(2, 'firing')])).toMatchObject([
    { began: at(0), acknowledged: null, ended: null },
  ]);
});

test('what is first heard of as it ends is an episode all the same', () => {
  expect(episodesOf([report(4, 'resolved')])).toMatchObject([{ began: at(4), ended: at(4) }]);
  expect(episodesOf([])).toEqual([]);
});
