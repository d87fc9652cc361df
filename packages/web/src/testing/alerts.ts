import type { Alert } from '@nightjar/sdk/wire';

/** A firing alert that says only what a test says. */
export const alert = (id: string, rest: Partial<Alert> = {}): Alert => ({
  id,
  source: 'alertmanager',
  key: id,
  state: 'firing',
  at: '2026-03-01T02:40:00.000Z',
  acknowledgedAt: null,
  resolvedAt: null,
  firstAt: '2026-03-01T02:40:00.000Z',
  lastAt: '2026-03-01T02:40:00.000Z',
  episodes: 1,
  title: `Alert ${id}`,
  severity: 'critical',
  services: ['checkout'],
  environment: 'prod',
  summary: null,
  links: [],
  labels: {},
  ...rest,
});
