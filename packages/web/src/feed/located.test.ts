import { expect, test } from 'vitest';
import { clockHow, foundHow } from './located.ts';

const located = {
  by: 'join',
  confidence: 0.95,
  said: ['pricing-svc'],
  hints: [{ join: 'github', value: 'acme/pricing' }],
} as const;

test('how the service of a report was found is one line', () => {
  expect(foundHow({ located: null })).toBe(null);
  expect(foundHow({ located })).toBe('from github acme/pricing, told by the catalog (0.95)');
  expect(foundHow({ located: { ...located, by: 'name', confidence: 0.8, hints: [] } })).toBe(
    'from pricing-svc, told by its name (0.8)',
  );
  expect(foundHow({ located: { ...located, by: 'none', confidence: 0, hints: [], said: [] } })).toBe(
    'from no name, not in the catalog',
  );
});

test('a clock that was wrong is told with what was done about it', () => {
  expect(clockHow({ clockAheadMs: 0 }, 'jenkins')).toBe(null);
  expect(clockHow({ clockAheadMs: 240_000 }, 'jenkins')).toBe(
    'clock of jenkins is 4 m 00 s ahead; set right',
  );
  expect(clockHow({ clockAheadMs: -45_000 }, 'jenkins')).toBe('clock of jenkins is 45 s behind; set right');
});
