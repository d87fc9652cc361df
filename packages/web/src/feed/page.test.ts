import type { Observation } from '@nightjar/sdk/wire';
import { expect, test } from 'vitest';
import { pageIn, servicePage } from './page.ts';

const reported = (page: unknown): Observation[] => [
  {
    position: 1,
    phase: 'finished',
    at: '2026-03-01T00:00:00.000Z',
    recordedAt: '2026-03-01T00:00:00.000Z',
    title: 'growth: members changed',
    summary: null,
    actor: null,
    version: null,
    links: [],
    extra: { page },
    located: null,
    clockAheadMs: 0,
  },
];

test('a service has its page under the name that a change gives it', () => {
  expect(servicePage('pricing')).toBe('/catalog/service/pricing');
  expect(servicePage('a/b')).toBe('/catalog/service/a%2Fb');
});

test('a change of the catalog leads to the page that its report names', () => {
  expect(pageIn(reported('/catalog/team/growth'), [])).toBe('/catalog/team/growth');
});

test('a page that a service of the change leads to is not named twice', () => {
  expect(pageIn(reported('/catalog/service/pricing'), ['pricing'])).toBeNull();
});

test('what a sender writes leads nowhere but to a page of the catalog', () => {
  for (const page of [
    'https://evil.example',
    '//evil.example',
    '/catalog/../..//evil.example',
    '/catalog/service/..',
    '/catalog/service/%2e%2e',
    '/sign-in?to=/',
    '/catalog',
    7,
    undefined,
  ])
    expect([page, pageIn(reported(page), [])]).toEqual([page, null]);
});
