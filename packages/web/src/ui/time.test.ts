import { expect, test } from 'vitest';
import { age, ago, duration, lasting } from './time.ts';

const s = 1000;
const m = 60 * s;
const h = 60 * m;

test('ages are as short as a column needs', () => {
  const ages = [3 * s, 40 * s, 5 * m, 2 * h, 2 * h + 9 * m, 30 * h, -5 * m, 20_600 * 24 * h];
  expect(ages.map((gone) => age(0, gone))).toEqual([
    'now',
    '40 s',
    '5 min',
    '2 h',
    '2 h 09',
    '1 d',
    'in 5 min',
    '56 y',
  ]);
});

test('durations keep two units', () => {
  const spans = [840, 41 * s, 134 * s, h + 5 * m, 51 * h];
  expect(spans.map(duration)).toEqual(['840 ms', '41 s', '2 m 14 s', '1 h 05 m', '2 d 3 h']);
});

test('in a sentence an age reads as one', () => {
  expect([3 * s, 5 * m, -5 * m].map((gone) => ago(0, gone))).toEqual(['just now', '5 min ago', 'in 5 min']);
  expect([3 * s, 5 * m].map((gone) => lasting(0, gone))).toEqual(['since just now', 'for 5 min']);
});
