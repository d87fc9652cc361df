import type { Planned } from './generated.ts';

const kinds: Readonly<Record<Planned['kind'], string>> = {
  service: 'Component',
  api: 'API',
  resource: 'Resource',
  system: 'System',
  domain: 'Domain',
  team: 'Group',
  person: 'User',
};

/** References are written as Backstage writes them: `component:default/pricing` is a service of ours. */
const ref = (to: string): string => {
  const [kind = '', name = ''] = to.split(':');
  return `${(kinds[kind as Planned['kind']] ?? kind).toLowerCase()}:${name}`;
};

const named = (to: string | undefined): string | undefined => to?.slice(to.indexOf(':') + 1);

const listed = (name: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`  ${name}:`, ...items.map((item) => `    - ${item}`)];

const spec = (it: Planned): string[] => {
  const to = (type: string): string[] => it.relations.filter((one) => one.type === type).map((one) => one.to);
  const owner = it.owner === null ? 'unknown' : ref(it.owner);
  const system = it.system === null ? [] : [`  system: ${named(it.system)}`];
  switch (it.kind) {
    case 'service':
      return [
        `  type: ${it.type}`,
        `  lifecycle: ${it.lifecycle}`,
        `  owner: ${owner}`,
        ...system,
        ...listed('providesApis', to('providesApi').map(ref)),
        ...listed('consumesApis', to('consumesApi').map(ref)),
        ...listed('dependsOn', [...new Set(to('dependsOn').map(ref))]),
      ];
    case 'api':
      return [
        `  type: openapi`,
        `  lifecycle: ${it.lifecycle}`,
        `  owner: ${owner}`,
        ...system,
        '  definition: "openapi: 3.1.0"',
      ];
    case 'resource':
      return [`  type: database`, `  owner: ${owner}`, ...system];
    case 'system':
      return [`  owner: ${owner}`, ...to('partOf').map((one) => `  domain: ${named(one)}`)];
    case 'domain':
      return [`  owner: ${owner}`];
    case 'team':
      return ['  type: team', ...to('childOf').map((one) => `  parent: ${named(one)}`), '  children: []'];
    case 'person':
      return listed(
        'memberOf',
        to('memberOf').map((one) => named(one) ?? ''),
      );
  }
};

/** An entity as a document of `catalog-info.yaml`. `edition` stands in the description: another one is another word. */
const document = (it: Planned, edition: number): string =>
  [
    'apiVersion: backstage.io/v1alpha1',
    `kind: ${kinds[it.kind]}`,
    'metadata:',
    `  name: ${it.name}`,
    `  description: "${it.description}${edition === 1 ? '' : ` Edition ${edition}.`}"`,
    ...(it.tier === null && it.language === null
      ? []
      : ['  labels:', `    tier: "${it.tier}"`, `    language: ${it.language}`]),
    ...listed('tags', it.tags),
    ...(it.kind === 'service'
      ? [
          '  annotations:',
          `    github.com/project-slug: acme/${it.name}`,
          `    grafana/dashboard-selector: "service = '${it.name}'"`,
          '  links:',
          `    - url: https://runbooks.example.com/${it.name}`,
          '      title: Runbook',
        ]
      : []),
    'spec:',
    ...spec(it),
    '',
  ].join('\n');

/** A file of descriptors, and what it is called. */
export type File = { readonly path: string; readonly text: string; readonly entities: number };

/** So many documents a file, as where a repository describes all that it holds. */
const each = 250;

/** The whole company as files, one at a time: they are 200 MB at the full size. Every twentieth comes in the edition given. */
export function* files(all: Iterable<Planned>, edition: (file: number) => number): Generator<File> {
  let texts: string[] = [];
  let nth = 0;
  const file = (): File => {
    nth += 1;
    const made = { path: `${nth}/catalog-info.yaml`, text: texts.join('---\n'), entities: texts.length };
    texts = [];
    return made;
  };
  for (const planned of all) {
    texts.push(document(planned, edition(nth + 1)));
    if (texts.length === each) yield file();
  }
  if (texts.length > 0) yield file();
}
