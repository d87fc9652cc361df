import { expect, test } from 'vitest';
import { featureRows } from './features.ts';

test('numbers are told in words, a suspect a column, and those nobody knows under their own name', () => {
  const rows = featureRows(
    [
      {
        at: '2026-03-01T05:41:20Z',
        completedAt: '2026-03-01T05:42:00Z',
        features: { ageMinutes: 19, underWay: 0, hops: 1, exposure: 0, exposureKnown: 0, share: 0.846 },
      },
      {
        at: '2026-03-01T05:58:00Z',
        completedAt: '2026-03-01T06:00:24Z',
        features: { ageMinutes: 0.6, underWay: 0, hops: -1, constructor: 7, exposure: 0.9, exposureKnown: 1 },
      },
    ],
    '2026-03-01T06:00:00Z',
  );
  expect(Object.fromEntries(rows.map(({ says, cells }) => [says, cells]))).toEqual({
    'In effect, beside when it began': ['18 min before', 'under way'],
    'Accounts for of what was paged': ['85 %', '–'],
    'Calls away': ['1', 'no known path'],
    'New instances sicker than old': ['not measured', '90 %'],
    constructor: ['–', '7'],
  });
});
