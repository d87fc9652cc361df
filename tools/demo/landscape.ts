import type { Descriptions } from '@nightjar/sdk/wire';
import { people, services, teams } from './cast.ts';
import { company, runningIn } from './company.ts';

// The catalog of the demo company, with a past: what was said when, by whom, and where sources disagree.

type Said = Descriptions['descriptions'][number];
type Team = keyof typeof teams;

const day = 86_400_000;
/** In days. */
const oneMinute = 1 / 1440;
const stores: Readonly<Record<string, string>> = {
  'postgres-main': 'database',
  'redis-cache': 'cache',
  kafka: 'queue',
  vault: 'secret-store',
};
const isStore = (name: string): boolean => Object.hasOwn(stores, name);
const kindOf = (name: string): string => (isStore(name) ? 'resource' : 'service');
const refOf = (name: string): string => `${kindOf(name)}:default/${name}`;

/** Who needs whom, as people wrote it down. */
const needs: Readonly<Record<string, readonly string[]>> = {
  web: ['gateway'],
  'ios-api': ['gateway'],
  'android-api': ['gateway'],
  gateway: ['graphql', 'login', 'checkout', 'search'],
  graphql: ['catalog', 'cart', 'profiles', 'reviews', 'recommendations'],
  checkout: ['cart', 'pricing', 'payments', 'orders', 'fraud', 'inventory'],
  cart: ['catalog', 'promotions', 'redis-cache'],
  pricing: ['promotions', 'tax', 'postgres-main', 'redis-cache'],
  payments: ['ledger', 'fraud', 'vault'],
  refunds: ['payments', 'ledger'],
  invoices: ['ledger', 'tax', 'mail'],
  ledger: ['postgres-main', 'kafka'],
  orders: ['shipping', 'inventory', 'postgres-main', 'kafka'],
  shipping: ['couriers', 'slots', 'warehouse'],
  tracking: ['couriers', 'notifications'],
  returns: ['orders', 'refunds'],
  warehouse: ['inventory', 'postgres-main'],
  search: ['catalog', 'features', 'redis-cache'],
  recommendations: ['features', 'events'],
  reviews: ['profiles', 'postgres-main'],
  inventory: ['postgres-main', 'kafka'],
  catalog: ['postgres-main', 'images'],
  login: ['accounts', 'redis-cache', 'vault'],
  accounts: ['postgres-main', 'consent'],
  notifications: ['mail', 'sms', 'kafka'],
  events: ['kafka'],
  reports: ['events', 'warehouse-sync'],
  features: ['events', 'redis-cache'],
  tickets: ['chat', 'profiles', 'orders'],
  agents: ['tickets', 'knowledge'],
  status: ['metrics'],
};
/** Seen in traces, written down nowhere. */
const seen: Readonly<Record<string, readonly string[]>> = {
  checkout: ['promotions', 'notifications'],
  pricing: ['features'],
  search: ['reviews'],
  orders: ['tax'],
};

const critical = new Set([
  'gateway',
  'checkout',
  'payments',
  'pricing',
  'ledger',
  'login',
  'postgres-main',
  'kafka',
]);
const languages = ['go', 'typescript', 'java', 'python', 'kotlin'] as const;

const team = (name: Team, index: number): Said => ({
  entity: `team:default/${name}`,
  name,
  place: 'org.yaml',
  says: {
    title: `Team ${name[0]?.toUpperCase()}${name.slice(1)}`,
    contacts: {
      chat: { label: `#team-${name}`, url: `https://chat.example/channels/team-${name}` },
      ...(name === 'data'
        ? {}
        : { onCall: { label: `${name} on call`, url: `https://pager.example/schedules/${name}` } }),
    },
    relations: people
      .filter((_, nth) => nth % Object.keys(teams).length === index || nth === index + 4)
      .map((person) => ({ type: 'memberOf', to: `person:default/${person}`, inverse: true })),
  },
});

const person = (name: string): Said => ({
  entity: `person:default/${name}`,
  name,
  place: 'org.yaml',
  says: { contacts: { email: { label: `${name}@shop.example`, url: `mailto:${name}@shop.example` } } },
});

const declared = (name: string, owner: string | null, index: number): Said => ({
  entity: refOf(name),
  name,
  place: `${name}/catalog-info.yaml`,
  line: 1,
  says: {
    description: `${name[0]?.toUpperCase()}${name.slice(1).replaceAll('-', ' ')} of the shop`,
    type: stores[name] ?? 'service',
    tier: critical.has(name) ? 0 : ((1 + (index % 3)) as 1 | 2 | 3),
    lifecycle: name === 'surveys' ? 'deprecated' : 'production',
    ...(isStore(name) ? {} : { language: languages[index % languages.length] }),
    repository: { url: `https://git.example/shop/${name}` },
    ...(owner === null ? {} : { owners: [`team:default/${owner}`] }),
    contacts: { chat: { label: `#${name}`, url: `https://chat.example/channels/${name}` } },
    links: [
      { group: 'dashboards', label: 'Golden signals', url: `https://grafana.example/d/${name}` },
      { group: 'runbooks', label: 'When it burns', url: `https://wiki.example/runbooks/${name}` },
      { group: 'docs', label: 'How it works', url: `https://wiki.example/${name}` },
    ],
    tags: { ...(['payments', 'ledger', 'vault'].includes(name) ? { pci: 'yes' } : {}) },
    relations: [
      { type: 'partOf', to: `system:default/${owner ?? 'platform'}` },
      ...(needs[name] ?? []).map((to) => ({ type: 'dependsOn', to: refOf(to) })),
    ],
    joins: { github: `shop/${name}` },
  },
});

const running = (name: string, version: string | undefined): Said => ({
  entity: refOf(name),
  name,
  place: `prod/${name}`,
  says: {
    deployment: isStore(name) ? 'kubernetes statefulset' : 'kubernetes deployment',
    ...(version === undefined ? {} : { versions: { prod: version } }),
    relations: [{ type: 'runsIn', to: 'environment:default/prod' }],
  },
});

const called = (name: string): Said => ({
  entity: refOf(name),
  name,
  place: name,
  says: {
    relations: [...(needs[name] ?? []), ...(seen[name] ?? [])].map((to) => ({
      type: 'calls',
      to: refOf(to),
      confidence: 0.9,
      why: 'client and server spans of one trace',
    })),
  },
});

/** What stood in the files: recommendations changed hands; nobody signs for `faq`, and `slots` names a team that is no more. */
const ownerOf = (name: string, moved: boolean): string | null =>
  name === 'faq'
    ? null
    : name === 'slots'
      ? 'logistics'
      : name === 'recommendations' && !moved
        ? 'data'
        : (services.find((it) => it.name === name)?.team ?? null);

const files = (moved: boolean): Said[] =>
  services
    .filter(({ name }) => name !== 'callbacks')
    .map(({ name }, index) => declared(name, ownerOf(name, moved), index));

const organisation = (): Said[] => [
  ...(Object.keys(teams) as Team[]).flatMap((name, index) => [
    team(name, index),
    {
      entity: `system:default/${name}`,
      name,
      place: 'org.yaml',
      says: { description: `What team ${name} runs`, owners: [`team:default/${name}`] },
    },
  ]),
  ...people.map(person),
];

/** In the order in which it was said. What runs is what `reports` tell. The same `until` gives the same catalog. */
export const landscape = (until: Date, reports = company(until)): Descriptions[] => {
  const ago = (days: number): string => new Date(until.getTime() - days * day).toISOString();
  const backstage = { by: 'backstage', origin: 'git.example/shop', whole: true } as const;
  const cluster = { by: 'kubernetes', origin: 'cluster prod', whole: true } as const;
  const runs = (at: string): Said[] => {
    const versions = runningIn(reports, new Date(at));
    return services.map(({ name }) => running(name, versions.get(name)));
  };
  return [
    { ...backstage, at: ago(13), descriptions: [...organisation(), ...files(false)] },
    { ...cluster, at: ago(13), descriptions: runs(ago(13)) },
    {
      by: 'traces',
      origin: 'otlp',
      at: ago(12),
      descriptions: Object.keys({ ...needs, ...seen }).map(called),
    },
    {
      by: 'codeowners',
      origin: 'git.example/shop',
      at: ago(12),
      descriptions: ['promotions', 'fraud'].map((name) => ({
        entity: refOf(name),
        name,
        place: 'CODEOWNERS',
        line: 12,
        says: { owners: [`team:default/${name === 'fraud' ? 'platform' : 'money'}`] },
      })),
    },
    { ...backstage, at: ago(5), descriptions: [...organisation(), ...files(true)] },
    // Looked at last when the bad night's deploy had been done.
    { ...cluster, at: ago(oneMinute), descriptions: runs(ago(oneMinute)) },
  ];
};
