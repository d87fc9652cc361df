import type { EntityList } from '@nightjar/sdk/wire';

export const pricing = { ref: 'service:default/pricing', kind: 'service', name: 'pricing', known: true };
export const payments = { ref: 'team:default/payments', kind: 'team', name: 'payments', known: true };
export const end = { position: 9, stale: false, at: null };

export const card: EntityList['entities'][number] = {
  ...pricing,
  namespace: 'default',
  title: null,
  description: 'Computes what a basket costs\nand more',
  type: 'api',
  tier: 0,
  lifecycle: 'production',
  language: 'go',
  owners: [payments],
  system: null,
  environments: [],
  tags: {},
  state: 'declared',
  contested: true,
  since: new Date(Date.now() - 3 * 86_400_000).toISOString(),
  until: null,
  lastSeen: null,
};

export const list = (entities: EntityList['entities'], next: string | null = null): EntityList => ({
  entities,
  total: null,
  next,
  ...end,
});
