import type { Observation } from '../../../change/observation.ts';

/** A finished deploy of pricing v812, except for what the test says. */
export const observed = (said: Partial<Observation> = {}): Observation => ({
  source: 'api',
  key: 'pricing/prod/v812',
  kind: 'deploy',
  phase: 'finished',
  at: '2026-03-01T02:46:10.000Z',
  title: 'Deploy pricing v812',
  services: ['pricing'],
  environment: 'prod',
  actor: null,
  version: 'v812',
  previousVersion: null,
  links: [],
  revert: null,
  summary: null,
  tags: {},
  extra: {},
  ...said,
});
