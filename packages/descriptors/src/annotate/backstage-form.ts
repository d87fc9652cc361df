import { check } from '../backstage/check.ts';
import { isAddress, isKey, isLabelValue, isName, isNamespace, isTag } from '../backstage/formats.ts';
import { backstageKind, kindWritten } from '../backstage/kinds.ts';
import { readBackstage } from '../backstage/read-backstage.ts';
import { relationFieldsOf } from '../backstage/relation-fields.ts';
import { unsaid } from '../backstage/spec.ts';
import type { Link, Says } from '../description.ts';
import { groupOfHeading, groupOfLink } from '../link-groups.ts';
import { partsOf, type Ref, type RefParts } from '../ref.ts';
import { type Fields, field, isFields } from '../shape.ts';
import type { Path } from '../yaml/locate.ts';
import { refText } from './annotations-of.ts';
import { type Annotatable, type Form, repositoryName } from './form.ts';

const ownSpelling = (kind: string, says: Says): string => {
  const own = says.rest?.['kind'];
  return typeof own === 'string' && own.toLowerCase() === kind ? own : kindWritten(kind);
};

/** What Backstage demands of a kind and nobody has said. */
const demanded: ReadonlyMap<string, Fields> = new Map(
  Object.entries({
    service: { type: unsaid, lifecycle: unsaid, owner: unsaid },
    api: { type: unsaid, lifecycle: unsaid, owner: unsaid, definition: unsaid },
    resource: { type: unsaid, owner: unsaid },
    system: { owner: unsaid },
    domain: { owner: unsaid },
    team: { type: unsaid, children: [] },
    person: { memberOf: [] },
    airesource: { type: unsaid, lifecycle: unsaid, owner: unsaid },
  }),
);

const singular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    dashboards: 'dashboard',
    runbooks: 'runbook',
    docs: 'documentation',
  }),
);

const linkWritten = ({ group, label, url }: Link): Fields => {
  const title = label === url || label.trim() === '' ? {} : { title: label };
  const type = singular.get(group) ?? group;
  return { url, ...title, ...(groupOfLink(title) !== group && groupOfHeading(type) === group && { type }) };
};

/** `component:shop/cart`: always with its kind where Backstage would ask for it. */
const named = (ref: Ref, self: RefParts, kind?: string): string =>
  refText(ref, kind, self.namespace).replace(/^[^:/]+(?=:)/, (ours) => kindWritten(ours).toLowerCase());

/** Fields that name one; the others name many. */
const single = new Set(['system', 'subcomponentOf', 'domain', 'subdomainOf', 'parent']);
/** Of the kinds that Backstage lets have no more. */
const only: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    api: ['system'],
    resource: ['system', 'dependsOn', 'dependencyOf'],
  }),
);

const relationsWritten = (says: Says, self: RefParts): Fields => {
  const spec: Record<string, string | string[]> = {};
  for (const { field: name, type, kind, inverse } of relationFieldsOf(self.kind).values()) {
    if (only.get(self.kind)?.includes(name) === false) continue;
    const asks = name === 'dependsOn' || name === 'dependencyOf';
    const found = (says.relations ?? []).filter(
      (relation) =>
        relation.type === type &&
        relation.inverse === inverse &&
        (asks || partsOf(relation.to).kind === kind),
    );
    const refs = found.map(({ to }) =>
      named(to, self, asks && self.kind !== 'airesource' ? undefined : kind),
    );
    if (refs[0] === undefined) continue;
    spec[name] = single.has(name) ? refs[0] : refs;
  }
  return spec;
};

const metadataWritten = (entity: Annotatable, self: RefParts, own: Fields): Fields => {
  const { says } = entity;
  const tags = Object.entries(says.tags ?? {});
  const isWord = ([key, value]: readonly [string, string]): boolean =>
    value === '' && isTag(key) && !key.includes(':');
  const labels = tags.filter((tag) => !isWord(tag) && isKey(tag[0]) && isLabelValue(tag[1]));
  const annotations = Object.entries({ ...says.annotations, ...own }).filter(([key]) => isKey(key));
  const links = (says.links ?? []).filter((link) => isAddress(link.url));
  const words = tags.filter(isWord);
  return {
    name: entity.name.toLowerCase() === self.name ? entity.name : self.name,
    ...(self.namespace !== 'default' && { namespace: self.namespace }),
    ...(says.title !== undefined && { title: says.title }),
    ...(says.description !== undefined && { description: says.description }),
    ...(labels.length > 0 && { labels: Object.fromEntries(labels) }),
    ...(annotations.length > 0 && { annotations: Object.fromEntries(annotations) }),
    ...(words.length > 0 && { tags: words.map(([key]) => key) }),
    ...(links.length > 0 && { links: links.map(linkWritten) }),
  };
};

/** Fields of `rest` that stood in this part of the document. */
const restOf = (says: Says, part: string): Fields =>
  Object.fromEntries(
    Object.entries(says.rest ?? {}).flatMap(([name, value]) =>
      name.startsWith(`${part}.`) && name !== 'spec.profile.displayName'
        ? [[name.slice(part.length + 1), value]]
        : [],
    ),
  );

const profileWritten = (says: Says, self: RefParts): Fields => {
  if (self.kind !== 'team' && self.kind !== 'person') return {};
  const rest = says.rest?.['spec.profile'];
  const email = says.contacts?.email;
  const name = says.rest?.['spec.profile.displayName'];
  const profile = {
    ...(typeof name === 'string' && { displayName: name }),
    ...(email?.url === `mailto:${email?.label}` && { email: email?.label }),
    ...(isFields(rest) && rest),
  };
  return Object.keys(profile).length === 0 ? {} : { profile };
};

const specWritten = (entity: Annotatable, self: RefParts): Fields => {
  const { says } = entity;
  const owner = says.owners?.[0];
  const said: Fields = {
    ...(says.type !== undefined && { type: says.type }),
    ...(says.lifecycle !== undefined && { lifecycle: says.lifecycle }),
    ...(owner !== undefined && { owner: named(owner, self, 'team') }),
    ...relationsWritten(says, self),
    ...profileWritten(says, self),
    ...(says.definition !== undefined && { definition: says.definition }),
  };
  const rest = restOf(says, 'spec');
  const placeholder = field(rest, 'definition');
  return {
    ...demanded.get(self.kind),
    ...rest,
    ...said,
    ...(placeholder !== undefined && { definition: placeholder }),
  };
};

/** The value without what stands at a path. */
const without = (value: unknown, [step, ...rest]: Path): unknown => {
  if (Array.isArray(value))
    return value.flatMap((item, index) =>
      index !== step ? [item] : rest.length === 0 ? [] : [without(item, rest)],
    );
  if (!isFields(value) || step === undefined || !Object.hasOwn(value, step)) return value;
  const { [step]: inner, ...others } = value;
  return rest.length === 0 ? others : { ...others, [step]: without(inner, rest) };
};

/** What Backstage would refuse is not written, and so is lost; what it demands in its place is. */
const sound = (document: Fields, demands: Fields): Fields | undefined => {
  let left: Fields = document;
  // A fault can hide others behind it; every round takes at least one field away.
  for (let round = 0; round < 20; round += 1) {
    const problems = check(left);
    if (problems.length === 0) return left;
    for (const { path } of problems.toReversed()) left = without(left, path) as Fields;
    const spec = field(left, 'spec');
    left = { ...left, spec: { ...demands, ...(isFields(spec) && spec) } };
  }
  return undefined;
};

/** catalog-info.yaml of Backstage, any kind. */
export const backstageForm: Form = {
  place: ({ says }) => `catalog-info.yaml in ${repositoryName(says)}`,
  write: (entity, own) => {
    const self = partsOf(entity.ref);
    // A name that Backstage does not allow (another script, a blank) has no place in it.
    if (!isName(self.name) || !isNamespace(self.namespace)) return undefined;
    const { relations, status, apiVersion } = entity.says.rest ?? {};
    const spec = specWritten(entity, self);
    const document = {
      apiVersion: typeof apiVersion === 'string' ? apiVersion : 'backstage.io/v1alpha1',
      kind: ownSpelling(self.kind, entity.says),
      metadata: { ...restOf(entity.says, 'metadata'), ...metadataWritten(entity, self, own) },
      ...(Object.keys(spec).length > 0 || backstageKind(self.kind) ? { spec } : {}),
      ...(relations !== undefined && { relations }),
      ...(status !== undefined && { status }),
    };
    return sound(document, demanded.get(self.kind) ?? {});
  },
  read: (document) => {
    const outcome = readBackstage(document, { path: '', origin: '' });
    const description = outcome.is === 'read' ? outcome.descriptions[0] : undefined;
    return { ref: description?.entity, says: description?.says ?? {} };
  },
};
