import { expect, test } from 'vitest';
import { byUse } from './links.ts';

const labels = (...given: string[]) =>
  byUse(given.map((label) => ({ label, url: 'https://x.example/' }))).map((it) => it.label);

test('the page of what did it comes first, and what is about more last', () => {
  expect(labels('commit', 'environments', 'job', 'environment')).toEqual([
    'job',
    'commit',
    'environments',
    'environment',
  ]);
  expect(labels('diff', 'Pipeline 12')).toEqual(['Pipeline 12', 'diff']);
});
