import type { Descriptions } from '@nightjar/sdk/wire';

const day = 86_400_000;

/** A catalog with a past, for journeys: pricing changed hands three days ago, and what is written in it is not to be trusted. */
export const smallLandscape = (now: number): Descriptions[] => {
  const ago = (days: number): string => new Date(now - days * day).toISOString();
  const declared = (owner: string): Descriptions['descriptions'] => [
    { entity: 'team:default/money', name: 'money', place: 'org.yaml', says: {} },
    {
      entity: 'team:default/growth',
      name: 'growth',
      place: 'org.yaml',
      says: {
        contacts: { onCall: { label: 'growth on call', url: 'https://pager.example/growth' } },
      },
    },
    {
      entity: 'service:default/pricing',
      name: 'pricing',
      place: 'pricing/catalog-info.yaml',
      line: 1,
      says: {
        description: 'Computes the price of a cart',
        tier: 0,
        language: 'go',
        owners: [`team:default/${owner}`],
        links: [{ group: 'dashboards', label: 'Golden signals', url: 'https://grafana.example/d/pricing' }],
        relations: [{ type: 'dependsOn', to: 'resource:default/postgres' }],
        tags: { pci: 'yes' },
      },
    },
    {
      entity: 'service:default/checkout',
      name: 'checkout',
      place: 'checkout/catalog-info.yaml',
      says: { tier: 1, relations: [{ type: 'dependsOn', to: 'service:default/pricing' }] },
    },
    {
      entity: 'resource:default/postgres',
      name: 'postgres',
      place: 'postgres/catalog-info.yaml',
      says: { type: 'database' },
    },
    {
      entity: 'service:default/evil',
      name: 'evil',
      place: 'evil/catalog-info.yaml',
      says: {
        title: '<b class="bold">bold</b>',
        description: `<img src=x onerror=alert(1)> \u202eabc ${'long '.repeat(900)}`,
        links: [{ group: '<u>docs</u>', label: '<script>alert(1)</script>', url: 'https://x.example/' }],
        tags: { '<i>tag</i>': '"><svg onload=alert(1)>', ['w'.repeat(60)]: 'w'.repeat(200) },
        relations: [
          { type: 'dependsOn', to: 'service:default/nobody-knows', why: '<img src=x onerror=alert(2)>' },
        ],
      },
    },
  ];
  const origin = { by: 'backstage', origin: 'git.example/shop', whole: true } as const;
  return [
    { ...origin, at: ago(10), descriptions: declared('money') },
    { ...origin, at: ago(3), descriptions: declared('growth') },
  ];
};
