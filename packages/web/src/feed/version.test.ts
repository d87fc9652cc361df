import { expect, test } from 'vitest';
import { shortVersion, versionStep } from './version.ts';

test('a commit is shortened, a name is not', () => {
  expect(shortVersion('9f8b6c1d2e3f4a5b6c7d8e9f0a1b2c3d4e5f6a7b')).toBe('9f8b6c1d');
  expect(shortVersion('20260301')).toBe('20260301');
  expect(shortVersion('release-2026-03-01')).toBe('release-2026-03-01');
});

test('the step from one version to the next is shown; a version that the title names already is not', () => {
  expect(versionStep('Deploy pricing', 'v812', 'v811')).toBe('v811 → v812');
  expect(versionStep('Deploy pricing v812', 'v812', null)).toBeNull();
  expect(versionStep('Deploy pricing', 'v812', null)).toBe('v812');
  expect(versionStep('Rate limit', null, null)).toBeNull();
});
