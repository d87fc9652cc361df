import { expect, test } from 'vitest';
import { clockInWords } from './clock.ts';

const minute = 60_000;

test('a clock that is off by more than two minutes is told, and by how much', () => {
  expect([0, 119_000, -120_000].map(clockInWords)).toEqual([null, null, null]);
  expect([7 * minute, -7 * minute, 150 * minute, -49 * 60 * minute].map(clockInWords)).toEqual([
    'your clock is 7 min ahead',
    'your clock is 7 min behind',
    'your clock is 2.5 h ahead',
    'your clock is 2 d behind',
  ]);
});
