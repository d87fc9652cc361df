import type { Change } from '@nightjar/sdk/wire';

/** A change that says only what a test says. `at`: minutes after midnight, UTC. */
export const change = (id: string, at: number, rest: Partial<Change> = {}): Change => ({
  id,
  source: 'api',
  key: id,
  kind: 'deploy',
  status: 'finished',
  at: new Date(Date.UTC(2026, 2, 1) + at * 60_000).toISOString(),
  startedAt: null,
  finishedAt: null,
  revertedAt: null,
  durationMs: null,
  title: `Deploy ${id}`,
  services: ['pricing'],
  environment: 'prod',
  actor: null,
  version: null,
  previousVersion: null,
  links: [],
  revert: null,
  summary: null,
  tags: {},
  priority: 'normal',
  bundle: null,
  bundled: null,
  ...rest,
});
