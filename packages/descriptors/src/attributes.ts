import type { Says } from './description.ts';

/** One thing said: a name that two sources may say differently, and the value. */
export type Attribute = { readonly name: string; readonly value: unknown };

/** What is said once and as a whole: the attribute is called as its field. */
export const scalars = [
  'title',
  'description',
  'type',
  'tier',
  'lifecycle',
  'language',
  'runtime',
  'deployment',
  'repository',
  'owners',
  'definition',
] as const;

const keyed = ['contacts', 'tags', 'joins', 'annotations', 'versions', 'rest'] as const;

/** `contacts` → `contact.chat`. */
const singular: Readonly<Record<(typeof keyed)[number], string>> = {
  contacts: 'contact',
  tags: 'tag',
  joins: 'join',
  annotations: 'annotation',
  versions: 'version',
  rest: 'rest',
};

/**
 * What is said, taken apart so that sources can disagree about each part alone: `tier`, `contact.chat`, `tag.pci`,
 * `link.https://…`, `alias.checkout-svc`, `relation.dependsOn.resource:default/db` (`relation.<dependsOn…` from the other end).
 */
export const attributesOf = (says: Says): Attribute[] => {
  const all: Attribute[] = [];
  for (const name of scalars) if (says[name] !== undefined) all.push({ name, value: says[name] });
  for (const name of keyed)
    for (const [key, value] of Object.entries(says[name] ?? {}))
      all.push({ name: `${singular[name]}.${key}`, value });
  for (const link of says.links ?? []) all.push({ name: `link.${link.url}`, value: link });
  for (const alias of says.aliases ?? []) all.push({ name: `alias.${alias.toLowerCase()}`, value: alias });
  for (const relation of says.relations ?? [])
    all.push({
      name: `relation.${relation.inverse === true ? '<' : ''}${relation.type}.${relation.to}`,
      value: relation,
    });
  return all;
};
