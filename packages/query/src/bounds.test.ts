import { expect, test } from 'vitest';
import { boundsOf } from './bounds.ts';

const day = 86_400_000;

test.each([
  ['=', { from: 0, until: day }],
  ['>=', { from: 0 }],
  ['>', { from: day }],
  ['<', { until: 0 }],
  ['<=', { until: day }],
] as const)('%s a day begins and ends with the day', (operator, bounds) => {
  expect(boundsOf(operator, { is: 'fixed', at: 0, precision: 'day' }, new Date(5))).toEqual(bounds);
});
