import { readSettings } from '@nightjar/kernel/config/settings';
import { expect, test } from 'vitest';
import { table } from '../settings.ts';
import { reconcilersOf, secretsOf } from './reconcilers.ts';
import { fetchShortly } from './testing/enemies.ts';
import { githubServer } from './testing/github-server.ts';
import { reconcileHouse, sentinel } from './testing/house.ts';

const tokens = {
  NIGHTJAR_GITHUB_TOKEN: 'token-1',
  NIGHTJAR_GITLAB_TOKEN: 'token-2',
  NIGHTJAR_ARGOCD_TOKEN: 'token-3',
  NIGHTJAR_LAUNCHDARKLY_TOKEN: 'token-4',
  NIGHTJAR_PAGERDUTY_TOKEN: 'token-5',
};
const places = {
  NIGHTJAR_GITHUB_ORGS: 'acme,money',
  NIGHTJAR_GITLAB_GROUPS: 'acme',
  NIGHTJAR_ARGOCD_URL: 'https://argocd.example.com',
};
const namesIn = (env: Readonly<Record<string, string>>) =>
  reconcilersOf(readSettings(table, env)).map(({ name }) => name);

test('whatever there is a token and a place for is asked', () => {
  const all = readSettings(table, { ...tokens, ...places, NIGHTJAR_RECONCILE_EVERY: '7' });
  expect(reconcilersOf(all).map(({ name, source, origin }) => [name, source, origin])).toEqual([
    ['github acme', 'github', 'github.com/acme'],
    ['github acme hooks', 'github', 'github.com/acme'],
    ['github money', 'github', 'github.com/money'],
    ['github money hooks', 'github', 'github.com/money'],
    ['gitlab acme', 'gitlab', 'gitlab.com/acme'],
    ['argocd argocd.example.com', 'argocd', 'argocd.example.com'],
    ['launchdarkly app.launchdarkly.com', 'launchdarkly', 'app.launchdarkly.com'],
    ['pagerduty api.pagerduty.com', 'pagerduty', 'api.pagerduty.com'],
  ]);
  expect(new Set(reconcilersOf(all).map(({ everyMs }) => everyMs))).toEqual(new Set([420_000]));
  expect(secretsOf(all)).toEqual(Object.values(tokens));
  expect(namesIn({})).toEqual([]);
  expect(namesIn(places), 'without tokens').toEqual([]);
});

test('GitHub, as it is set, is asked', async () => {
  await using server = await githubServer({
    repositories: ['pricing'],
    releases: { pricing: [{ id: 3, tag_name: 'v3', published_at: '2026-03-01T11:00:00Z' }] },
  });
  const settings = readSettings(table, {
    NIGHTJAR_GITHUB_ORGS: 'acme',
    NIGHTJAR_GITHUB_TOKEN: sentinel,
    NIGHTJAR_GITHUB_API: server.url.href,
  });
  const [changes] = reconcilersOf(settings, fetchShortly);
  if (changes === undefined) throw new Error('nothing is asked');
  await using it = await reconcileHouse(changes);
  await it.look();
  expect([await it.told(), (await it.state())?.state]).toEqual([
    ['other finished 2026-03-01T11:00:00.000Z'],
    'fine',
  ]);
});
