import { readSettings } from '@nightjar/kernel/config/settings';
import { expect, test } from 'vitest';
import { table } from '../settings.ts';
import { discoverersOf, secretsOf } from './discoverers.ts';

const of = (env: Record<string, string>) => discoverersOf(readSettings(table, env), () => new Date());

test('nothing is looked at that is not set', () => {
  expect(of({})).toEqual([]);
});

test('each cluster, region, organisation and group has a discoverer of its own', () => {
  const env = {
    NIGHTJAR_DISCOVER_EVERY: '5',
    NIGHTJAR_KUBERNETES: 'prod=in-cluster staging:eu-1=/etc/kube/config#eu-1',
    NIGHTJAR_AWS_REGIONS: 'eu-west-1, us-east-1',
    NIGHTJAR_GITHUB_ORGS: 'acme',
    NIGHTJAR_GITHUB_TOKEN: 'ghp_x',
    NIGHTJAR_GITLAB_GROUPS: 'acme/platform',
    NIGHTJAR_GITLAB_TOKEN: 'glpat-x',
  };
  expect(of(env).map(({ name, everyMs }) => [name, everyMs])).toEqual(
    [
      'kubernetes prod',
      'kubernetes eu-1',
      'aws eu-west-1',
      'aws us-east-1',
      'github acme',
      'gitlab acme/platform',
    ].map((name) => [name, 300_000]),
  );
  expect(secretsOf(readSettings(table, env))).toEqual(['ghp_x', 'glpat-x']);
});

test('an organisation without a token is refused by the name of the setting', () => {
  expect(() => of({ NIGHTJAR_GITHUB_ORGS: 'acme' })).toThrow(
    'NIGHTJAR_GITHUB_TOKEN is not set, to read acme with.',
  );
});

test('clusters are told by name, and two of one name are refused', () => {
  const parse = table.kubernetes.parse.of;
  expect(parse('prod:eu-1=/etc/kube#ctx')).toEqual([
    { cluster: 'eu-1', environment: 'prod', reach: { by: 'kubeconfig', path: '/etc/kube', context: 'ctx' } },
  ]);
  for (const wrong of ['in-cluster', '/etc/kube', 'a=in-cluster a=/x', 'a=', 'a b=in-cluster'])
    expect(parse(wrong), wrong).toBe(undefined);
});

test('forks and archived repositories are read where that is set', () => {
  const parse = table.repositories.parse.of;
  expect(parse('archived, forks')).toEqual(new Set(['archived', 'forks']));
  expect(parse('none')).toEqual(new Set());
  expect(parse('everything')).toBe(undefined);
});
