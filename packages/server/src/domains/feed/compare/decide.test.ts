import { expect, test } from 'vitest';
import { differencesOf } from './decide.ts';

const pairs = [
  { name: 'same', here: 4, there: 4 },
  { name: 'chance', here: 41, there: 40 },
  { name: 'new', here: 1, there: 0 },
  { name: 'old', here: 0, there: 9 },
  { name: 'loud', here: 40, there: 4 },
  { name: 'newer', here: 7, there: 0 },
  { name: 'silent', here: 1, there: 12 },
];

test('what has appeared stands first, then what is gone, then what there is more or less of', () => {
  expect(differencesOf(pairs, false, 9).of.map(({ name, is }) => `${name} ${is}`)).toEqual([
    'newer appeared',
    'new appeared',
    'old gone',
    'loud more',
    'silent fewer',
  ]);
});

test('of estimates nothing has appeared or gone, and one change more or less says nothing', () => {
  expect(differencesOf(pairs, true, 9).of.map(({ name, is }) => `${name} ${is}`)).toEqual([
    'loud more',
    'silent fewer',
    'old fewer',
    'newer more',
  ]);
});

test('what does not fit is counted', () => {
  expect(differencesOf(pairs, false, 2)).toMatchObject({
    of: [{ name: 'newer' }, { name: 'new' }],
    leftOff: 3,
  });
});
