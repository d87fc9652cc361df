import type { Suspect } from '@nightjar/sdk/wire';

/** A deploy of pricing that says only what a test says. */
export const suspect = (rest: Partial<Suspect> = {}): Suspect => ({
  change: 'chg_0123456789abcdef0123',
  title: 'Deploy pricing v812',
  kind: 'deploy',
  service: 'pricing',
  services: ['pricing'],
  environment: 'prod',
  at: '2026-03-01T02:43:00.000Z',
  completedAt: null,
  actor: 'joey',
  probability: 0.83,
  reasons: [],
  features: {},
  address: '/?q=id',
  ...rest,
});
