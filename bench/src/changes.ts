import type { Observation } from '@nightjar/server/change/observation';

/** A believable observation; the same number gives the same one. */
export const observation = (n: number): Observation => ({
  source: 'bench',
  key: `service-${n % 2000}/prod/v${n}`,
  kind: 'deploy',
  phase: 'finished',
  at: new Date(1_770_000_000_000 + n * 250).toISOString(),
  title: `Deploy service-${n % 2000} v${n}`,
  services: [`service-${n % 2000}`],
  environment: n % 3 === 0 ? 'staging' : 'prod',
  actor: { name: `person-${n % 300}`, kind: 'human', onBehalfOf: null },
  version: `v${n}`,
  previousVersion: `v${n - 1}`,
  links: [{ label: 'pipeline', url: `https://ci.example/runs/${n}` }],
  revert: null,
  summary: `${n % 9} commits`,
  tags: { team: `team-${n % 40}` },
  extra: {},
});
