import { expect, test } from 'vitest';
import { featureRows } from './features.ts';

test('numbers are told in words, a suspect a column, and those nobody knows under their own name', () => {
  const rows = featureRows([
    { features: { ageMinutes: 4.2, underWay: 0, hops: 1, exposure: 0, exposureKnown: 0, share: 0.846 } },
    { features: { ageMinutes: 0, underWay: 1, hops: -1, constructor: 7, exposure: 0.9, exposureKnown: 1 } },
  ]);
  expect(Object.fromEntries(rows.map(({ says, cells }) => [says, cells]))).toEqual({
    'In effect before it began': ['4.2 min', 'under way'],
    'Accounts for of what was paged': ['85 %', '–'],
    'Calls away': ['1', 'no known path'],
    'New instances sicker than old': ['not measured', '90 %'],
    constructor: ['–', '7'],
  });
});
