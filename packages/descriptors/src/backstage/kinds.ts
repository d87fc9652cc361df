import { kinds } from '../ref.ts';
import { type Fields, field, map, type Shape, text, texts } from '../shape.ts';

/** One of Backstage's own kinds: the versions whose specification is known, and the shape of `spec` by its type. */
type BackstageKind = {
  readonly written: string;
  readonly versions: readonly string[];
  readonly spec: Shape;
  /** Shapes of `spec` where `spec.type` is this. */
  readonly byType?: Readonly<Record<string, Shape>>;
};

const alpha = 'backstage.io/v1alpha1';
const both = [alpha, 'backstage.io/v1beta1'];
const owned = { type: text, lifecycle: text, owner: text };
const profile = map({}, { displayName: text, email: text, picture: text });
const aiResource = (required: Record<string, Shape>, optional: Record<string, Shape> = {}): Shape =>
  map({ ...owned, ...required }, { system: text, ...optional });

/** The kinds of @backstage/catalog-model 1.10.1 (dist/schema/kinds), with what each requires. */
const all: readonly BackstageKind[] = [
  {
    written: 'Component',
    versions: both,
    spec: map(owned, {
      system: text,
      subcomponentOf: text,
      providesApis: texts,
      consumesApis: texts,
      dependsOn: texts,
    }),
  },
  {
    written: 'API',
    versions: both,
    spec: map({ ...owned, definition: text }, { system: text }),
    byType: {
      'mcp-server': map(
        { ...owned, remotes: { is: 'list', min: 1, of: map({ type: text, url: text }) } },
        { system: text },
      ),
    },
  },
  {
    written: 'Resource',
    versions: both,
    spec: map({ type: text, owner: text }, { dependsOn: texts, system: text }),
  },
  { written: 'System', versions: both, spec: map({ owner: text }, { domain: text, type: text }) },
  { written: 'Domain', versions: both, spec: map({ owner: text }, { subdomainOf: text, type: text }) },
  {
    written: 'Group',
    versions: both,
    spec: map({ type: text, children: texts }, { profile, parent: text, members: texts }),
  },
  { written: 'User', versions: both, spec: map({ memberOf: texts }, { profile }) },
  {
    written: 'Location',
    versions: both,
    spec: map(
      {},
      {
        type: text,
        target: text,
        targets: texts,
        presence: { is: 'text', oneOf: ['required', 'optional'] },
      },
    ),
  },
  {
    written: 'AiResource',
    versions: [alpha],
    spec: aiResource({}),
    byType: {
      skill: aiResource(
        {},
        {
          disciplines: texts,
          categories: texts,
          agents: texts,
          dependsOn: texts,
          allowedTools: text,
          license: text,
          compatibility: { is: 'text', max: 500 },
        },
      ),
      rule: aiResource({ category: text, rationale: text }, { disciplines: texts }),
      plugin: aiResource({ skills: texts }, { version: text }),
      marketplace: aiResource({ plugins: texts }, { version: text }),
    },
  },
];

/** Our kinds that have another name there. */
const ours: ReadonlyMap<string, string> = new Map([
  ['service', 'component'],
  ['team', 'group'],
  ['person', 'user'],
]);

const byName = new Map(all.map((kind) => [kind.written.toLowerCase(), kind]));

/** One of Backstage's own kinds, however it is written. */
export const backstageKind = (word: string): BackstageKind | undefined => byName.get(word.toLowerCase());

/** How a kind of ours is written there, if it has no spelling of its own: `Component` for service, `Runbook` for runbook. */
export const kindWritten = (kind: string): string => {
  const theirs = ours.get(kind) ?? kind;
  return byName.get(theirs)?.written ?? `${theirs.charAt(0).toUpperCase()}${theirs.slice(1)}`;
};

/** A word, and what it becomes when any one letter is left out: two meet where they are one slip of the finger apart. */
const nearby = (word: string): string[] => [
  word,
  ...[...word].map((_, index) => word.slice(0, index) + word.slice(index + 1)),
];

/** The known kind that an unknown one is a letter away from; undefined where it is one of ours, or somebody's own. */
export const nearestKind = (word: string): string | undefined => {
  const small = word.toLowerCase();
  if (kinds.some((kind) => kind === small)) return undefined;
  const known = [...new Set([...all.map(({ written }) => written), ...kinds.map(kindWritten)])];
  const slips = new Set(nearby(small));
  return known.find((kind) => nearby(kind.toLowerCase()).some((one) => slips.has(one)));
};

export const specShape = (kind: BackstageKind, spec: unknown): Shape => {
  const type = spec !== null && typeof spec === 'object' ? field(spec as Fields, 'type') : undefined;
  const special = typeof type === 'string' ? field(kind.byType ?? {}, type) : undefined;
  return (special as Shape | undefined) ?? kind.spec;
};
