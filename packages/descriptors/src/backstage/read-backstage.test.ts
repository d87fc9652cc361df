import { expect, test } from 'vitest';
import { readDescriptors } from '../read-descriptors.ts';
import type { Where } from '../reading.ts';

const where: Where = { path: 'catalog-info.yaml', origin: 'github.com/acme/pricing' };

const readAll = (text: string, more: Partial<Where> = {}) =>
  readDescriptors(text, { ...where, ...more }).documents;

const read = (text: string, more: Partial<Where> = {}) => {
  const document = readAll(text, more)[0];
  if (document?.is !== 'read') throw new Error(JSON.stringify(document));
  return { ...document.descriptions[0], warnings: document.warnings };
};

const entity = (kind: string, spec: string, metadata = '', namespace = ''): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: {name: it${namespace}${metadata}}\nspec: {${spec}}\n`;

const owned = 'type: service, lifecycle: production, owner: payments';

test('every field of a component that we know becomes a fact, and the others are kept', () => {
  const { says } = read(
    entity(
      'Component',
      `${owned}, system: checkout, subcomponentOf: shop, providesApis: [prices], consumesApis: [other/rates],
      dependsOn: [resource:db, component:other/cart, plain], dependencyOf: [component:web], madeUp: {a: [1]}`,
      ', title: Pricing, description: Prices things, uid: u1, note: n',
      ', namespace: shop',
    ),
  );
  expect(says).toEqual({
    title: 'Pricing',
    description: 'Prices things',
    type: 'service',
    lifecycle: 'production',
    owners: ['team:shop/payments'],
    relations: [
      { type: 'partOf', to: 'system:shop/checkout' },
      { type: 'partOf', to: 'service:shop/shop' },
      { type: 'providesApi', to: 'api:shop/prices' },
      { type: 'consumesApi', to: 'api:other/rates' },
      { type: 'dependsOn', to: 'resource:shop/db' },
      { type: 'dependsOn', to: 'service:other/cart' },
      { type: 'dependsOn', to: 'service:shop/plain' },
      { type: 'dependsOn', to: 'service:shop/web', inverse: true },
    ],
    rest: { 'metadata.uid': 'u1', 'metadata.note': 'n', 'spec.madeUp': { a: [1] } },
  });
});

test.each([
  ['System', 'owner: a, domain: sales', [{ type: 'partOf', to: 'domain:default/sales' }]],
  ['Domain', 'owner: a, subdomainOf: business', [{ type: 'partOf', to: 'domain:default/business' }]],
  [
    'Group',
    'type: team, parent: sales, children: [b], members: [jane]',
    [
      { type: 'childOf', to: 'team:default/sales' },
      { type: 'childOf', to: 'team:default/b', inverse: true },
      { type: 'memberOf', to: 'person:default/jane', inverse: true },
    ],
  ],
  ['User', 'memberOf: [payments]', [{ type: 'memberOf', to: 'team:default/payments' }]],
  [
    'AiResource',
    'type: plugin, lifecycle: production, owner: a, skills: [one]',
    [{ type: 'partOf', to: 'airesource:default/one', inverse: true }],
  ],
])('%s says whom it belongs to, from both ends', (kind, spec, relations) => {
  expect(read(entity(kind, spec)).says?.relations).toEqual(relations);
});

test('a profile is a title and an e-mail address; a title given apart wins and neither is lost', () => {
  const profile =
    'memberOf: [], profile: {displayName: Jane, email: jane@acme.com, picture: https://a.b/j.png}';
  expect(read(entity('User', profile)).says).toEqual({
    title: 'Jane',
    contacts: { email: { label: 'jane@acme.com', url: 'mailto:jane@acme.com' } },
    rest: { 'spec.profile': { picture: 'https://a.b/j.png' } },
  });
  expect(read(entity('User', profile, ', title: J. Doe')).says).toMatchObject({
    title: 'J. Doe',
    rest: { 'spec.profile.displayName': 'Jane' },
  });
});

test('a definition is taken as text; a placeholder is kept as it is until the caller has fetched it', () => {
  const api = (definition: string) =>
    entity('API', `type: openapi, lifecycle: production, owner: a, definition: ${definition}`);
  expect(read(api('"openapi: 3.1.0"')).says).toMatchObject({ definition: 'openapi: 3.1.0' });
  const written = api('{$text: ./openapi.yaml}');
  expect(read(written).says).toMatchObject({ rest: { 'spec.definition': { $text: './openapi.yaml' } } });
  expect(read(written).says?.definition).toBeUndefined();
  expect(read(written, { resolved: new Map([['./openapi.yaml', 'openapi: 3.1.0']]) }).says?.definition).toBe(
    'openapi: 3.1.0',
  );
});

test('links are grouped by type, icon or title, dashboards first, and one address stands once', () => {
  const links = `, links: [
    {url: 'https://a.b/1', title: Wiki}, {url: 'https://a.b/2', type: runbook}, {url: 'https://a.b/3', icon: dashboard},
    {url: 'https://a.b/4', title: Latency dashboard}, {url: 'https://a.b/5', title: Home}, {url: 'https://a.b/1', title: Again},
    {url: 'https://a.b/6', type: cost-report, title: Grafana}]`;
  expect(read(entity('Component', owned, links)).says?.links).toEqual([
    { group: 'dashboards', label: 'https://a.b/3', url: 'https://a.b/3' },
    { group: 'dashboards', label: 'Latency dashboard', url: 'https://a.b/4' },
    { group: 'runbooks', label: 'https://a.b/2', url: 'https://a.b/2' },
    { group: 'docs', label: 'Wiki', url: 'https://a.b/1' },
    { group: 'links', label: 'Home', url: 'https://a.b/5' },
    { group: 'cost-report', label: 'Grafana', url: 'https://a.b/6' },
  ]);
});

test('annotations that many know become joins, links, aliases and the repository, and stay as written', () => {
  const annotations = {
    'github.com/project-slug': 'acme/pricing',
    'backstage.io/source-location': 'url:https://github.com/acme/shop/tree/main/services/pricing/',
    'sentry.io/project-slug': 'acme/pricing-web',
    'pagerduty.com/service-id': 'PABC123',
    'pagerduty.com/integration-key': '0123456789abcdef0123456789abcdef',
    'grafana/dashboard-selector': "tags @> 'pricing'",
    'grafana/overview-dashboard': 'https://g.example/d/1',
    'circleci.com/project-slug': 'github/acme/pricing',
    'sonarqube.org/project-key': 'main/acme_pricing',
    'backstage.io/kubernetes-id': 'price-svc',
    'backstage.io/techdocs-ref': 'dir:.',
    'acme.com/whatever': 'kept',
  };
  const { says } = read(entity('Component', owned, `, annotations: ${JSON.stringify(annotations)}`));
  expect(says).toMatchObject({
    annotations,
    repository: { url: 'https://github.com/acme/shop', path: 'services/pricing' },
    aliases: ['price-svc'],
    joins: {
      github: 'acme/pricing',
      sentry: 'pricing-web',
      pagerduty: 'PABC123',
      'pagerduty-key': '0123456789abcdef0123456789abcdef',
      grafana: "tags @> 'pricing'",
      circleci: 'github/acme/pricing',
      sonarqube: 'acme_pricing',
      kubernetes: 'price-svc',
    },
    links: [
      { group: 'dashboards', label: 'Grafana', url: 'https://g.example/d/1' },
      { group: 'code', label: 'GitHub', url: 'https://github.com/acme/pricing' },
      { group: 'errors', label: 'Sentry', url: 'https://sentry.io/organizations/acme/projects/pricing-web/' },
      { group: 'ci', label: 'CircleCI', url: 'https://app.circleci.com/pipelines/github/acme/pricing' },
    ],
  });
});

test('the repository of a service is where its file lies, if it lies with the code', () => {
  const repository = 'https://github.com/acme/shop';
  const of = (path: string, kind = 'Component', spec = owned) =>
    read(entity(kind, spec), { path, repository }).says?.repository;
  expect(of('services/pricing/catalog-info.yaml')).toEqual({ url: repository, path: 'services/pricing' });
  expect(of('catalog-info.yaml')).toEqual({ url: repository });
  expect(of('org/pricing.yaml')).toBeUndefined();
  expect(of('catalog-info.yaml', 'Group', 'type: team, children: []')).toBeUndefined();
});

test.each([
  [', labels: {tier: "1"}', 1],
  [', labels: {acme.com/service-tier: tier-2}', 2],
  [', annotations: {service.criticality: critical}', 0],
  [', annotations: {nightjar.dev/tier: low}', 3],
  [', tags: ["tier:2"]', 2],
  [', tags: [tier1]', 1],
  [', labels: {tier: gold}', undefined],
  [', labels: {frontier: "1"}', undefined],
])('the tier of %s is %s', (metadata, tier) => {
  expect(read(entity('Component', owned, metadata)).says?.tier).toBe(tier);
});

test('labels and tags are tags, whatever they are called', () => {
  const metadata = ', labels: {constructor: a, language: go}, tags: [java, "pci:yes", c++]';
  expect(read(entity('Component', owned, metadata)).says).toMatchObject({
    tags: { constructor: 'a', language: 'go', java: '', pci: 'yes', 'c++': '' },
    language: 'go',
  });
});

test('our own annotations say their facts, before what the descriptor says', () => {
  const own = `, annotations: {nightjar.dev/owner: 'user:jane', nightjar.dev/chat: '#p https://s.example/p', nightjar.dev/title: Ours}`;
  expect(read(entity('Component', owned, `${own}, title: Theirs`)).says).toEqual({
    title: 'Ours',
    type: 'service',
    lifecycle: 'production',
    owners: ['person:default/jane', 'team:default/payments'],
    contacts: { chat: { label: '#p', url: 'https://s.example/p' } },
  });
});

test('an owner that cannot be a reference is a warning with its line, and is kept', () => {
  const document = read(
    'apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: a}\nspec:\n  owner: the team\n',
  );
  expect(document.says).toEqual({ rest: { 'spec.owner': 'the team' } });
  expect(document.warnings).toMatchObject([
    { code: 'reference', line: 5, column: 3, says: expect.stringContaining('"the team"') },
  ]);
});

test('systems that are part of one another are read as they are: a cycle is for the graph to show', () => {
  const domain = (name: string, above: string) =>
    `apiVersion: backstage.io/v1alpha1\nkind: Domain\nmetadata: {name: ${name}}\nspec: {owner: x, subdomainOf: ${above}}\n`;
  const all = readAll([domain('a', 'b'), domain('b', 'c'), domain('c', 'a'), domain('d', 'd')].join('---\n'));
  expect(all.map((each) => each.is)).toEqual(['read', 'read', 'read', 'read']);
});

test('a name that Backstage does not allow is refused with its line, in any script', () => {
  for (const name of ['café', '価格', 'a b', '-a', 'a'.repeat(64), '__proto__'])
    expect(readAll(entity('Component', owned).replace('name: it', `name: ${name}`))[0]).toMatchObject({
      is: 'refused',
      fault: { code: 'name', line: 3, column: 12 },
    });
  expect(readAll(entity('Component', owned).replace('name: it', 'name: 42'))[0]).toMatchObject({
    fault: {
      code: 'schema',
      says: 'metadata.name must be a text, and is a number.',
      next: 'Put it in quotes.',
    },
  });
});

test('what several fields lack is told with how many more there are', () => {
  expect(readAll(entity('Component', 'type: service'))[0]).toMatchObject({
    fault: {
      code: 'schema',
      line: 4,
      says: 'spec.lifecycle is missing. (1 more after it)',
      next: 'Add lifecycle.',
    },
  });
});

test('no value of a label or an annotation is repeated in what is said about it', () => {
  const secret = '0123456789abcdef not a label';
  const text = JSON.stringify([
    readAll(entity('Component', owned, `, labels: {pagerduty.com/integration-key: "${secret}"}`)),
    readAll(entity('Component', owned, `, annotations: {"a b": "${secret}"}`)),
    readAll(
      entity('Component', owned, `, annotations: {pagerduty.com/integration-key: "${secret}", x: [1]}`),
    ),
    readAll(entity('Component', owned, `, annotations: {k: "${secret}", k: "${secret}"}`)),
    readAll(entity('Component', owned, `, annotations: {k: "${secret}`)),
  ]);
  expect(text).not.toContain('0123456789');
});
