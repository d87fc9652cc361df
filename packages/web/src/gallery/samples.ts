import type { Bundled, Change, Entity, Status } from '@nightjar/sdk/wire';
import type { Item, Section } from '../actions/palette/items.ts';

/** When all of it happened: so long ago that its age is a word and not a countdown. */
const at = '2026-03-01T02:46:10.000Z';

const deploy: Change = {
  id: 'chg_sample',
  source: 'api',
  key: 'pricing/prod/v812',
  kind: 'deploy',
  status: 'finished',
  at,
  startedAt: at,
  finishedAt: at,
  revertedAt: null,
  durationMs: 134_000,
  title: 'Deploy pricing v812',
  services: ['pricing'],
  environment: 'prod',
  actor: { name: 'joey', kind: 'human', onBehalfOf: null },
  version: 'v812',
  previousVersion: 'v811',
  links: [],
  revert: null,
  summary: null,
  tags: {},
  priority: 'normal',
  bundle: null,
  bundled: null,
};

export const statuses: readonly Status[] = [
  'finished',
  'running',
  'failed',
  'reverted',
  'cancelled',
  'planned',
];

/** What runs has run for some minutes when it is looked at. */
const running: Partial<Change> = {
  at: new Date(Date.now() - 194_000).toISOString(),
  startedAt: new Date(Date.now() - 194_000).toISOString(),
  finishedAt: null,
  durationMs: null,
};

const several: Bundled = {
  count: 40,
  failed: 2,
  services: 1,
  environments: 1,
  clusters: 40,
  first: '2026-03-01T02:31:00.000Z',
  last: at,
  title: 'Deploy the log agent v7.61',
  query: 'bundle:bdl_sample',
};

/** Lines that differ as lines can differ, by the name of what they show. */
export const lines: readonly (readonly [name: string, change: Change])[] = [
  ...statuses.map(
    (status) => [status, { ...deploy, status, ...(status === 'running' ? running : {}) }] as const,
  ),
  [
    'for several',
    {
      ...deploy,
      kind: 'infrastructure',
      services: ['log-agent'],
      title: 'Deploy the log agent v7.61 to eu-1',
      actor: { name: 'rollout', kind: 'automation', onBehalfOf: null },
      bundle: 'bdl_sample',
      bundled: several,
    },
  ],
  [
    'by a robot, for somebody',
    {
      ...deploy,
      kind: 'flag',
      title: 'pricing.rounding is half-even for 10 %',
      actor: { name: 'deploybot', kind: 'automation', onBehalfOf: 'ana' },
      environment: 'staging',
      durationMs: null,
    },
  ],
  ['by nobody known', { ...deploy, kind: 'config', title: 'Timeout of cart 2 s → 3 s', actor: null }],
  [
    'of many services',
    {
      ...deploy,
      kind: 'infrastructure',
      services: ['cart', 'checkout', 'pricing', 'tax'],
      title: 'Node pool blue',
    },
  ],
  [
    'too long for its place',
    {
      ...deploy,
      kind: 'schema',
      services: ['catalog-search-indexer-worker'],
      title: 'Add an index on the offers by their seller and by the day on which they end, concurrently',
      environment: 'production-eu-west-1-blue',
      actor: { name: 'a-person-with-a-long-name@example.com', kind: 'human', onBehalfOf: null },
    },
  ],
  [
    'from right to left',
    {
      ...deploy,
      title: 'نشر خدمة الفهرسة الجديدة ✅ 🚀',
      actor: { name: 'ليلى', kind: 'human', onBehalfOf: null },
    },
  ],
  [
    'in words that are code',
    { ...deploy, services: ['<b>bold</b>'], title: '<img src=x onerror="alert(1)">' },
  ],
];

const pricing: Entity = {
  ref: 'service:default/pricing',
  kind: 'service',
  namespace: 'default',
  name: 'pricing',
  title: null,
  description: 'Computes the price of a cart',
  type: 'service',
  tier: 0,
  lifecycle: 'production',
  language: 'go',
  owners: [{ ref: 'team:default/money', kind: 'team', name: 'money', known: true }],
  system: null,
  environments: [],
  tags: {},
  state: 'declared',
  contested: false,
  since: at,
  until: null,
  lastSeen: null,
};

export const entities: readonly Entity[] = [
  pricing,
  { ...pricing, ref: 'api:default/prices', kind: 'api', name: 'prices', tier: 1, lifecycle: 'deprecated' },
  {
    ...pricing,
    ref: 'service:default/found',
    name: 'found',
    tier: 2,
    state: 'discovered',
    owners: [],
    lastSeen: at,
  },
  {
    ...pricing,
    ref: 'resource:default/old',
    kind: 'resource',
    name: 'old',
    tier: 3,
    state: 'gone',
    contested: true,
  },
];

const item = (of: Pick<Item, 'id' | 'kind' | 'title'> & Partial<Item>): Item => ({
  marks: [],
  subtitle: null,
  shortcut: null,
  href: null,
  action: null,
  entity: null,
  at: null,
  ...of,
});

export const paletteLines: readonly Section[] = [
  {
    head: 'Services',
    items: [
      item({
        id: 'service',
        kind: 'service',
        title: 'checkout',
        marks: [[0, 5]],
        subtitle: 'Takes the order and the money',
      }),
    ],
  },
  {
    head: 'Changes',
    items: [item({ id: 'change', kind: 'deploy', title: 'Deploy checkout v341', marks: [[7, 12]], at })],
  },
  { head: 'Do', items: [item({ id: 'do', kind: 'do', title: 'Go to the catalog', shortcut: 'g c' })] },
];
