import { expect, test } from 'vitest';
import { bundledInWords, failedInWords } from './bundled.ts';
import type { Bundled } from './wire.ts';

const bundled = (some: Partial<Bundled>): Bundled => ({
  count: 2,
  failed: 0,
  services: 1,
  environments: 1,
  clusters: 0,
  first: '2026-03-01T00:00:00.000Z',
  last: '2026-03-01T01:00:00.000Z',
  title: 'Deploy pricing v812',
  query: 'bundle:bdl_1',
  ...some,
});

test('what a line stands for is said by what differs', () => {
  expect(bundledInWords(bundled({ count: 40, clusters: 40 }))).toBe('40 clusters');
  expect(bundledInWords(bundled({ count: 3, environments: 3 }))).toBe('3 environments');
  expect(bundledInWords(bundled({ count: 200, services: 200 }))).toBe('200 services');
  expect(bundledInWords(bundled({ count: 14 }))).toBe('14 changes');
  expect(bundledInWords(bundled({ count: 300, clusters: 12 }))).toBe('300 changes, 12 clusters');
  expect(bundledInWords(bundled({ count: 200, services: 100, clusters: 2 }))).toBe(
    '100 services, 2 clusters',
  );
  expect([failedInWords(bundled({})), failedInWords(bundled({ failed: 1 }))]).toEqual(['', '1 failed']);
});
