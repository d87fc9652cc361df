import { expect, test } from 'vitest';
import { environmentOfRun } from './run-environment.ts';

test.each([
  ['deploy-prod', 'production'],
  ['Release to Staging', 'staging'],
  ['preprod_rollout', 'preprod'],
  ['pre-production', 'preprod'],
  ['eu-live-2', 'production'],
  ['dev', 'development'],
  ['prod2', 'production'],
])('%s speaks of %s', (name, environment) => {
  expect(environmentOfRun(name)).toBe(environment);
});

test.each([null, '', 'deploy-products', 'delivery', 'stagecoach', 'devices', 'reproduce'])(
  '%j speaks of none',
  (name) => {
    expect(environmentOfRun(name)).toBeNull();
  },
);
