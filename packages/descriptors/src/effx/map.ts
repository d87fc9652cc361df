import { isNightjars } from '../annotate/nightjar-annotations.ts';
import { saysOfAnnotations } from '../annotate/says-of-annotations.ts';
import type { Description, Link, Relation, Says } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { groupOfHeading, inOrder } from '../link-groups.ts';
import { united } from '../merge.ts';
import type { Where } from '../reading.ts';
import { kindOf, type Ref } from '../ref.ts';
import { repositoryAt } from '../repository.ts';
import { type Fields, field, isFields } from '../shape.ts';
import { refOfName, slugOf } from '../slug.ts';
import { soundLink } from '../sound-link.ts';
import { tierAmong } from '../tier.ts';
import { contactsOf } from './contacts.ts';
import { specFields } from './shape.ts';
import { tagsOf } from './tags.ts';

const listed = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const within = (fields: Fields, name: string): Fields => {
  const value = field(fields, name);
  return isFields(value) ? value : {};
};
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const links = (spec: Fields): Link[] =>
  listed(field(spec, 'linkGroups') ?? field(spec, 'link_groups')).flatMap((group) =>
    listed(field(group, 'links')).flatMap((link) => {
      const url = textOf(field(link, 'url'));
      const label = textOf(field(link, 'label')) ?? url;
      const heading = groupOfHeading(String(field(group, 'label')));
      return url === undefined || label === undefined
        ? []
        : (soundLink({ group: heading, label, url }) ?? []);
    }),
  );

const dependencies = (spec: Fields): Relation[] =>
  listed(field(within(spec, 'dependencies'), 'manual')).flatMap((dependency) => {
    const kind = kindOf(textOf(field(dependency, 'kind')) ?? 'service');
    const to = refOfName(kind, String(field(dependency, 'name')));
    return to === undefined ? [] : [{ type: 'dependsOn' as const, to }];
  });

/** `effx.io/owned-by: payments team`: one team by its name, as people write it. */
const named = (annotations: Readonly<Record<string, string>>, key: string): Ref | undefined => {
  const name = annotations[`effx.io/${key}`];
  return name === undefined ? undefined : refOfName('team', name);
};

/** What some wrote for it: effx's own examples know only the annotation. */
export const teamOf = (spec: Fields): Ref | undefined =>
  refOfName('team', textOf(field(spec, 'team')) ?? textOf(field(within(spec, 'contact'), 'team')) ?? '');

const restOf = (spec: Fields, contactRest: Fields): Record<string, unknown> => {
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(spec)) if (!specFields.has(name)) rest[`spec.${name}`] = value;
  if (Object.keys(contactRest).length > 0) rest['spec.contact'] = contactRest;
  const { manual: _manual, ...found } = within(spec, 'dependencies');
  if (Object.keys(found).length > 0) rest['spec.dependencies'] = found;
  return rest;
};

/** Everything that a checked document of effx says. `ref` is that of its name. */
export const map = (spec: Fields, ref: Ref, where: Where): Description => {
  const name = String(field(spec, 'name')).trim();
  const isTeam = ref.startsWith('team:');
  const annotations = within(spec, 'annotations') as Readonly<Record<string, string>>;
  const tags = tagsOf(field(spec, 'tags'));
  const { contacts, rest } = contactsOf(within(spec, 'contact'));
  const owner = named(annotations, 'owned-by') ?? (isTeam ? undefined : teamOf(spec));
  const above = named(annotations, 'reports-to');
  const relations = dependencies(spec);
  if (isTeam && above !== undefined) relations.push({ type: 'childOf', to: above });

  const says: Draft = {};
  put(says, 'description', textOf(field(spec, 'description')));
  put(says, 'tier', tierAmong(Object.entries({ ...tags, ...annotations })));
  put(says, 'language', textOf(tags['language']));
  if (!isTeam && where.repository !== undefined)
    put(says, 'repository', repositoryAt(where.repository, where.path));
  put(says, 'owners', owner === undefined ? [] : [owner]);
  put(says, 'contacts', contacts);
  put(says, 'tags', tags);
  put(says, 'links', links(spec));
  put(says, 'relations', relations);
  // A name with blanks is how people will look for it.
  put(says, 'aliases', slugOf(name) === name ? [] : [name]);
  put(
    says,
    'annotations',
    Object.fromEntries(Object.entries(annotations).filter(([key]) => !isNightjars(key))),
  );
  put(says, 'rest', restOf(spec, rest));
  const all: Draft = united(saysOfAnnotations(annotations), says);
  put(all, 'links', inOrder(all.links ?? []));
  return { entity: ref, name, by: 'effx', place: where.path, says: all satisfies Says };
};
