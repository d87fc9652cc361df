import type { ContactSlot, RelationType } from '../description.ts';

/** What Nightjar's own annotations begin with, wherever they stand: Kubernetes, Backstage, effx. */
const prefix = 'nightjar.dev/';

/**
 * Nightjar's annotations. A list is written with commas or on lines. A link or contact is `words https://…`: what stands
 * before the last word is its label, and several stand on lines of their own. A reference is `[kind:][namespace/]name`.
 */
export const nightjarAnnotations = {
  /** Which entity the object is, where it is not called like it: `service:default/pricing`. */
  entity: `${prefix}entity`,
  title: `${prefix}title`,
  description: `${prefix}description`,
  type: `${prefix}type`,
  /** 0 to 3, or `critical`, `high`, `medium`, `low`. */
  tier: `${prefix}tier`,
  lifecycle: `${prefix}lifecycle`,
  language: `${prefix}language`,
  runtime: `${prefix}runtime`,
  deployment: `${prefix}deployment`,
  /** A web address; the path within it in `repositoryPath`. */
  repository: `${prefix}repository`,
  repositoryPath: `${prefix}repository-path`,
  /** References, teams where no kind is written; of several the first answers. */
  owner: `${prefix}owner`,
  alias: `${prefix}alias`,
  dashboard: `${prefix}dashboard`,
  runbook: `${prefix}runbook`,
  docs: `${prefix}docs`,
  /** `link.<label>: https://…`, or `link.<group>: words https://…`; `_` stands for a blank, which no key can hold. */
  link: `${prefix}link.`,
  /** `tag.<key>: value`; a key that Kubernetes would refuse stands in `tags`, `key=value` on a line of its own. */
  tag: `${prefix}tag.`,
  tags: `${prefix}tags`,
  /** `join.<system>: name`: how others call it. */
  join: `${prefix}join.`,
} as const;

export const contactAnnotations: Readonly<Record<ContactSlot, string>> = {
  onCall: `${prefix}on-call`,
  chat: `${prefix}chat`,
  email: `${prefix}email`,
  issues: `${prefix}issues`,
};

/** Groups of links that have an annotation of their own. */
export const linkAnnotations: ReadonlyMap<string, string> = new Map([
  ['dashboards', nightjarAnnotations.dashboard],
  ['runbooks', nightjarAnnotations.runbook],
  ['docs', nightjarAnnotations.docs],
]);

/** `kind`: what a reference without one means. `inverse`: `that <type> this`. */
type RelationAnnotation = {
  readonly name: string;
  readonly type: RelationType;
  readonly kind: string;
  readonly inverse?: true;
};

const relation = (name: string, type: RelationType, kind: string): RelationAnnotation => ({
  name: prefix + name,
  type,
  kind,
});
const inverse = (name: string, type: RelationType, kind: string): RelationAnnotation => ({
  name: prefix + name,
  type,
  kind,
  inverse: true,
});

export const relationAnnotations: readonly RelationAnnotation[] = [
  relation('depends-on', 'dependsOn', 'service'),
  inverse('dependency-of', 'dependsOn', 'service'),
  relation('calls', 'calls', 'service'),
  inverse('called-by', 'calls', 'service'),
  relation('provides-api', 'providesApi', 'api'),
  inverse('provided-by', 'providesApi', 'service'),
  relation('consumes-api', 'consumesApi', 'api'),
  inverse('consumed-by', 'consumesApi', 'service'),
  relation('system', 'partOf', 'system'),
  inverse('parts', 'partOf', 'service'),
  relation('member-of', 'memberOf', 'team'),
  inverse('members', 'memberOf', 'person'),
  relation('child-of', 'childOf', 'team'),
  inverse('children', 'childOf', 'team'),
  relation('runs-in', 'runsIn', 'environment'),
  inverse('runs', 'runsIn', 'service'),
];

const single = new Set<string>([
  ...Object.values(nightjarAnnotations).filter((name) => !name.endsWith('.')),
  ...Object.values(contactAnnotations),
  ...relationAnnotations.map(({ name }) => name),
]);
const families = [nightjarAnnotations.link, nightjarAnnotations.tag, nightjarAnnotations.join];

/** An annotation that is read as a fact, so that it need not be kept as it was written. */
export const isNightjars = (key: string): boolean =>
  key.startsWith(prefix) && (single.has(key) || families.some((family) => key.startsWith(family)));
