import { expect, test } from 'vitest';
import { backTo } from './back.ts';

const from = (to: string): string => backTo(new URL(to, 'https://nightjar.example'));

test('whoever signs in is told where they come back to', () => {
  expect(from('/?q=env:prod')).toBe('You come back to the feed, with the filter you had.');
  expect(from('/?change=c1')).toBe('You come back to the change you had open.');
  expect(from('/catalog/service/pricing?view=history')).toBe('You come back to the service pricing.');
  expect(from('/catalog?q=tier:0')).toBe('You come back to the catalog, with the filter you had.');
  expect(from('/graph')).toBe('You come back to the graph.');
});

test('whoever comes from nowhere is told what there is', () => {
  expect(from('/')).toMatch(/^Every change/);
  expect(from('/no-such-place')).toMatch(/^Every change/);
});
