import { afterAll, beforeAll, expect, test } from 'vitest';
import { persisted } from './persisted.ts';
import { type GraphHouse, graphHouse } from './testing/house.ts';

let house: GraphHouse;

/** A shop of few things. The tests go on from one another. */
beforeAll(async () => {
  house = await graphHouse();
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
});
afterAll(() => house[Symbol.asyncDispose]());

test('the page of a service is one question: what it is, whom to call, how it stands, what changed, what is around it', async () => {
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

type Edges = {
  edges: { cursor: string; node: { ref: string; id: string } }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
};

test('pages are those of the REST API, and go on behind any edge', async () => {
  const lists: [string, string, string, (it: { ref: string; id: string }) => string][] = [
    ['entities', 'ref', '/api/v1/catalog/entities', ({ ref }) => ref],
    ['entities', 'ref', '/api/v1/catalog/entities?q=pri', ({ ref }) => ref],
    ['changes', 'id', '/api/v1/changes?q=service:pricing', ({ id }) => id],
    ['alerts', 'id', '/api/v1/alerts', ({ id }) => id],
  ];
  for (const [list, field, path, nameOf] of lists) {
    const q = /q=(.*)$/.exec(path)?.[1];
    const read = async (first: number, after?: string): Promise<Edges> => {
      const query = `query A($first: Int!, $after: String${q === undefined ? '' : ', $q: String!'}) {
        ${list}(first: $first, after: $after${q === undefined ? '' : ', q: $q'}) { edges { cursor node { ${field} } } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
      const { body } = await house.ask(query, { first, after, ...(q === undefined ? {} : { q }) });
      expect(body.errors, `${path} ${JSON.stringify(body.errors)}`).toBeUndefined();
      return body.data[list];
    };
    const rest = await house.send(
      'GET',
      `${path}${path.includes('?') ? '&' : '?'}limit=1&consistency=strong`,
    );
    const all = await read(50);
    const names = all.edges.map(({ node }) => nameOf(node));
    expect(names.length, path).toBeGreaterThan(1);
    const [one] = (await read(1)).edges;
    expect((await read(1)).pageInfo, path).toMatchObject({ hasNextPage: true, endCursor: rest.body.next });
    for (const [nth, { cursor }] of [one ?? { cursor: '' }, ...all.edges.slice(1)].entries()) {
      const { edges } = await read(50, cursor);
      expect(
        edges.map(({ node }) => nameOf(node)),
        `${path} behind ${nth}`,
      ).toEqual(names.slice(nth + 1));
    }
    const foreign = await house.ask(
      `{ ${list}(after: "${rest.body.next}"${list === 'alerts' ? ', source: "x"' : ', q: "another"'}) { edges { cursor } } }`,
    );
    expect(foreign.body.errors[0].extensions.code).toMatch(/\.cursor$/);
  }
});

test('what fifty services have in common is asked for once, not fifty times', async () => {
  const services = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [
        `service:default/s${n}`,
        {
          owners: [`team:default/t${n}`],
          relations: [{ type: 'dependsOn', to: `service:default/s${(n + 1) % count}` }],
        },
      ]),
    );
  await house.describe(services(50));
  const query = `query A($first: Int!) { entities(first: $first, q: "kind:service") { edges { node {
    name owners { name contacts { label } } system { name }
    callers(first: 5) { edges { traffic { callsPerMinute } node { name owners { name } } } }
    moments openAlerts { total } lastDeploy { title } day { total }
  } } } }`;
  const statementsFor = async (first: number): Promise<number> => {
    const before = house.statements();
    const { body } = await house.ask(query, { first });
    expect(body.errors).toBeUndefined();
    expect(body.data.entities.edges).toHaveLength(first);
    return house.statements() - before;
  };
  const few = await statementsFor(2);
  expect(await statementsFor(50)).toBeLessThanOrEqual(few + 2);
});

test('a thing of the past is as it was, and so is all around it', async () => {
  const then = new Date().toISOString();
  await house.describe({
    'service:default/pricing': { title: 'Renamed', owners: ['team:default/storefront'] },
  });
  const query = `query A($at: String) { entity(ref: "pricing", at: $at) {
    title owners { name } callers(first: 5) { total } openAlerts { total } moments changes(first: 1) { edges { node { at } } } } }`;
  const [past, now] = [(await house.ask(query, { at: then })).body, (await house.ask(query)).body];
  expect(past.data.entity).toMatchObject({
    title: 'Pricing',
    owners: [{ name: 'payments' }],
    openAlerts: null,
  });
  expect(now.data.entity).toMatchObject({
    title: 'Renamed',
    owners: [{ name: 'storefront' }],
    openAlerts: { total: 1 },
  });
  expect(past.data.entity.moments, 'all stops, whichever is looked at').toEqual(now.data.entity.moments);
  const early = (await house.ask(query, { at: '2001-01-01T00:00Z' })).body;
  expect(early).toMatchObject({
    data: { entity: null },
    errors: [{ extensions: { code: 'catalog.unknown-entity', status: 404 } }],
  });
  expect((await house.ask(query, { at: 'soon' })).body.errors[0].extensions.code).toBe('catalog.instant');
});
