import type { Attribute } from '@nightjar/descriptors/attributes';
import type { Says } from '@nightjar/descriptors/description';

const records: Readonly<Record<string, keyof Says>> = {
  contact: 'contacts',
  tag: 'tags',
  join: 'joins',
  annotation: 'annotations',
  version: 'versions',
  rest: 'rest',
};

const lists: Readonly<Record<string, keyof Says>> = {
  link: 'links',
  alias: 'aliases',
  relation: 'relations',
};

/** Where an attribute belongs: `tag.pci` is `pci` of `tags`; undefined where no attribute is called so. */
export const placeOf = (
  name: string,
): { readonly field: keyof Says; readonly key: string | null; readonly list: boolean } | undefined => {
  const dot = name.indexOf('.');
  if (dot < 0) return { field: name as keyof Says, key: null, list: false };
  const group = name.slice(0, dot);
  const field = records[group] ?? lists[group];
  return field === undefined ? undefined : { field, key: name.slice(dot + 1), list: group in lists };
};

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/**
 * Attributes put together again: the inverse of `attributesOf`. Keys and relations come sorted, so that who said them first makes
 * no difference; links keep their order, because somebody thought of it.
 */
export const saysOf = (attributes: Iterable<Attribute>): Says => {
  const scalars: Record<string, unknown> = {};
  const keyed: Record<string, [string, unknown][]> = {};
  const listed: Record<string, [string, unknown][]> = {};
  for (const { name, value } of attributes) {
    const place = placeOf(name);
    if (place === undefined) continue;
    const { field, key, list } = place;
    if (key === null) scalars[field] = value;
    else {
      const group = list ? listed : keyed;
      group[field] ??= [];
      group[field].push([key, value]);
    }
  }
  for (const [field, entries] of Object.entries(keyed))
    scalars[field] = Object.fromEntries(entries.sort(byKey));
  for (const [field, entries] of Object.entries(listed)) {
    if (field !== 'links') entries.sort(byKey);
    scalars[field] = entries.map(([, value]) => value);
  }
  return scalars as Says;
};
