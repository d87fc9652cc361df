import type { Entity, EntityList } from '@nightjar/sdk/wire';

/** An entity that says only what a test says. */
const entity = (name: string, rest: Partial<Entity> = {}): Entity => ({
  ref: `service:default/${name}`,
  kind: 'service',
  namespace: 'default',
  name,
  title: null,
  description: null,
  type: null,
  tier: null,
  lifecycle: null,
  language: null,
  owners: [],
  system: null,
  environments: [],
  tags: {},
  state: 'declared',
  contested: false,
  since: '2026-03-01T00:00:00.000Z',
  until: null,
  lastSeen: null,
  ...rest,
});

export const listOf = (names: readonly string[], next: string | null = null): EntityList => ({
  entities: names.map((name) => entity(name)),
  total: null,
  next,
  position: 1,
  stale: false,
  at: null,
});
