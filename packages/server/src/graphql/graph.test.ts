import { expect, test } from 'vitest';
import { persisted } from './persisted.ts';
import { type GraphHouse, graphHouse } from './testing/house.ts';

const shop = async (house: GraphHouse): Promise<void> => {
  await house.describe({
    'service:default/pricing': {
      title: 'Pricing',
      description: 'What things cost',
      tier: 0,
      lifecycle: 'production',
      owners: ['team:default/payments'],
      aliases: ['price-service'],
      tags: { pci: 'yes' },
      links: [{ group: 'runbooks', label: 'Runbook', url: 'https://runbooks.example.com/pricing' }],
      relations: [
        { type: 'dependsOn', to: 'resource:default/prices' },
        { type: 'partOf', to: 'system:default/checkout' },
      ],
    },
    'service:default/checkout': {
      owners: ['team:default/storefront'],
      relations: [{ type: 'dependsOn', to: 'service:default/pricing' }],
    },
    'resource:default/prices': { type: 'database', owners: ['team:default/payments'] },
    'team:default/payments': {
      contacts: { chat: { label: '#payments', url: 'https://chat.example.com/payments' } },
    },
    'person:default/ada': { relations: [{ type: 'memberOf', to: 'team:default/payments' }] },
  });
  const minutes = (n: number): string => new Date(Date.now() - n * 60_000).toISOString();
  await house.report([
    {
      source: 'ci',
      key: 'v1',
      kind: 'deploy',
      phase: 'finished',
      at: minutes(60),
      title: 'Deploy pricing v1',
      services: ['pricing'],
      environment: 'prod',
      version: 'v1',
    },
    {
      source: 'ci',
      key: 'v2',
      kind: 'deploy',
      phase: 'failed',
      at: minutes(30),
      title: 'Deploy pricing v2',
      services: ['price-service'],
      environment: 'prod',
      version: 'v2',
    },
    {
      source: 'flags',
      key: 'f',
      kind: 'flag',
      at: minutes(10),
      title: 'Turn on rounding',
      services: ['pricing'],
      environment: 'prod',
    },
    {
      source: 'ci',
      key: 'old',
      kind: 'deploy',
      at: minutes(3_000),
      title: 'Deploy pricing v0',
      services: ['pricing'],
    },
  ]);
  await house.alert({ key: 'a1', services: ['pricing'] });
  await house.alert({ key: 'a2', services: ['Pricing'], state: 'resolved', title: 'over' });
};

test('the page of a service is one question: what it is, whom to call, how it stands, what changed, what is around it', async () => {
  await using house = await graphHouse();
  await shop(house);
  const [page] = persisted().filter(({ name }) => name === 'service-page');
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: page?.hash } });
  const variables = JSON.stringify({ ref: 'pricing' });
  const query = new URLSearchParams({ extensions, variables, consistency: 'strong' });
  const { status, body } = await house.send('GET', `/graphql?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.errors).toBeUndefined();
  const { entity } = body.data;
  expect(entity).toMatchObject({
    __typename: 'Service',
    ref: 'service:default/pricing',
    tier: 0,
    tags: [{ name: 'pci', value: 'yes' }],
    owners: [{ ref: 'team:default/payments', name: 'payments', known: true }],
    links: [{ group: 'runbooks', links: [{ label: 'Runbook' }] }],
    lastDeploy: { title: 'Deploy pricing v2', status: 'failed' },
    // The catalog's own word of what it read may be among them by now.
    day: { total: expect.any(Number), failed: 1, cut: false },
    openAlerts: { total: 1, alerts: [{ state: 'firing' }] },
    callers: {
      total: 1,
      edges: [{ types: ['dependsOn'], observed: false, node: { ref: 'service:default/checkout' } }],
    },
    callees: { total: 1, edges: [{ node: { ref: 'resource:default/prices', kind: 'resource' } }] },
  });
  expect(entity.who.contacts).toEqual([
    {
      slot: 'chat',
      label: '#payments',
      url: 'https://chat.example.com/payments',
      of: expect.objectContaining({ name: 'payments' }),
    },
  ]);
  expect(entity.who.people).toMatchObject([{ name: 'ada' }]);
  const titles = entity.changes.edges.map((edge: { node: { title: string } }) => edge.node.title);
  expect(
    titles.filter((title: string) => !title.includes('new:')),
    'without what the catalog tells of itself',
  ).toEqual(['Turn on rounding', 'Deploy pricing v2', 'Deploy pricing v1', 'Deploy pricing v0']);
  expect(entity.moments).toHaveLength(1);
  expect(entity.relations.edges).toMatchObject([
    { type: 'partOf', direction: 'out', node: { name: 'checkout', known: false } },
  ]);
});
