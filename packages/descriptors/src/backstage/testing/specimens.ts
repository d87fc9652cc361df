/** One sound entity of each kind and type that @backstage/catalog-model 1.10.1 has, with all its fields. */
const envelope = (kind: string, spec: object): object => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: {
    name: 'pricing',
    namespace: 'shop',
    title: 'Pricing',
    description: 'Prices things',
    labels: { 'acme.com/cost-centre': 'cc-1', tier: '1' },
    annotations: { 'github.com/project-slug': 'acme/pricing' },
    tags: ['java', 'pci:yes'],
    links: [{ url: 'https://g.example/d/1', title: 'Latency', icon: 'dashboard', type: 'dashboard' }],
  },
  spec,
});

const owned = { type: 'service', lifecycle: 'production', owner: 'team-a' };
const profile = { displayName: 'Jane', email: 'jane@acme.com', picture: 'https://acme.com/jane.png' };

export const specimens: readonly object[] = [
  envelope('Component', {
    ...owned,
    system: 'checkout',
    subcomponentOf: 'shop',
    providesApis: ['prices'],
    consumesApis: ['rates'],
    dependsOn: ['resource:prices-db'],
  }),
  envelope('API', { ...owned, type: 'openapi', definition: 'openapi: 3.1.0', system: 'checkout' }),
  envelope('API', {
    ...owned,
    type: 'mcp-server',
    remotes: [{ type: 'sse', url: 'https://acme.com/mcp' }],
  }),
  envelope('Resource', { type: 'database', owner: 'team-a', dependsOn: ['component:x'], system: 'checkout' }),
  envelope('System', { owner: 'team-a', domain: 'sales', type: 'product' }),
  envelope('Domain', { owner: 'team-a', subdomainOf: 'business', type: 'area' }),
  envelope('Group', { type: 'team', children: ['team-b'], parent: 'sales', members: ['jane'], profile }),
  envelope('User', { memberOf: ['team-a'], profile }),
  envelope('Location', {
    type: 'url',
    target: './a.yaml',
    targets: ['https://acme.com/b.yaml'],
    presence: 'optional',
  }),
  envelope('AiResource', { ...owned, type: 'prompt', system: 'checkout' }),
  envelope('AiResource', {
    ...owned,
    type: 'skill',
    disciplines: ['web'],
    categories: ['style'],
    agents: ['any'],
    dependsOn: ['other'],
    allowedTools: 'Read',
    license: 'MIT',
    compatibility: 'any',
  }),
  envelope('AiResource', {
    ...owned,
    type: 'rule',
    category: 'style',
    rationale: 'why',
    disciplines: ['web'],
  }),
  envelope('AiResource', { ...owned, type: 'plugin', skills: ['one'], version: '1.0.0' }),
  envelope('AiResource', { ...owned, type: 'marketplace', plugins: ['one'], version: '1.0.0' }),
  envelope('Template', { type: 'service', owner: 'team-a', steps: [] }),
];
