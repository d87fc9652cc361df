import { isNightjars } from '../annotate/nightjar-annotations.ts';
import { saysOfAnnotations } from '../annotate/says-of-annotations.ts';
import type { Description, Says } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { groupOfLink, inOrder } from '../link-groups.ts';
import { united } from '../merge.ts';
import { type Problem, unfollowed } from '../problem.ts';
import type { Where } from '../reading.ts';
import { kindOf, partsOf, refOf } from '../ref.ts';
import { type Fields, field, isFields } from '../shape.ts';
import { contactsAmong, soundLink, type Worded } from '../sound-link.ts';
import { tierAmong } from '../tier.ts';
import { backstageKind, kindWritten } from './kinds.ts';
import { repositorySaid } from './repository.ts';
import { readSpec } from './spec.ts';
import { toldBy } from './well-known.ts';

type Pairs = Readonly<Record<string, string>>;

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** The texts of a map; what is none (a placeholder) is left to `rest`. */
const pairsOf = (value: unknown): Pairs => {
  const pairs: Record<string, string> = {};
  if (isFields(value))
    for (const [key, text] of Object.entries(value)) if (typeof text === 'string') pairs[key] = text;
  return pairs;
};

/** The links that somebody can follow; of the others where they stand. */
const linksOf = (value: unknown): { readonly links: readonly Worded[]; readonly warnings: Problem[] } => {
  const links: Worded[] = [];
  const warnings: Problem[] = [];
  for (const [index, link] of (Array.isArray(value) ? value : []).entries()) {
    const url = isFields(link) ? textOf(field(link, 'url')) : undefined;
    if (url === undefined) continue;
    const [type, icon, title] = ['type', 'icon', 'title'].map((name) => textOf(field(link, name)));
    const words = { ...(type && { type }), ...(icon && { icon }), ...(title && { title }) };
    const sound = soundLink({ group: groupOfLink(words), label: title ?? url, url });
    if (sound === undefined) warnings.push(unfollowed(['metadata', 'links', index, 'url']));
    else links.push({ link: sound, type, icon });
  }
  return { links, warnings };
};

/** A tag of Backstage is one word; `tier:1` says a key and a value. */
const tagPair = (tag: string): [string, string] => {
  const colon = tag.indexOf(':');
  return colon <= 0 ? [tag, ''] : [tag.slice(0, colon), tag.slice(colon + 1)];
};

const tagsOf = (value: unknown): Pairs =>
  Object.fromEntries(
    (Array.isArray(value) ? value : []).flatMap((tag: unknown) =>
      typeof tag === 'string' ? [tagPair(tag)] : [],
    ),
  );

/** `tier-1` and `critical` as a tag of one word. */
const tierOfTags = (tags: Pairs): Says['tier'] =>
  tierAmong(
    Object.entries(tags).map(([key, value]) =>
      value === '' && /^tier-?\d$/.test(key) ? (['tier', key] as const) : ([key, value] as const),
    ),
  );

const known = new Set([
  'name',
  'namespace',
  'title',
  'description',
  'labels',
  'annotations',
  'tags',
  'links',
]);

/** What of the envelope and of `metadata` has no field with us. */
const restOf = (entity: Fields, meta: Fields): Record<string, unknown> => {
  const rest: Record<string, unknown> = {};
  const version = field(entity, 'apiVersion');
  if (version !== 'backstage.io/v1alpha1') rest['apiVersion'] = version;
  const kind = String(field(entity, 'kind'));
  // As it is written, where that cannot be told from our word for it.
  if (backstageKind(kind) === undefined && kind !== kindWritten(kindOf(kind))) rest['kind'] = kind;
  for (const name of ['relations', 'status'])
    if (field(entity, name) !== undefined) rest[name] = field(entity, name);
  for (const [name, value] of Object.entries(meta))
    if (!known.has(name) || (isFields(value) && Object.keys(value).some((key) => key.startsWith('$'))))
      rest[`metadata.${name}`] = value;
  return rest;
};

/** Everything of a checked entity, as a description. Pure; the line is put in by the caller. */
export const map = (
  entity: Fields,
  where: Where,
): { readonly description: Description; readonly warnings: readonly Problem[] } => {
  const meta = field(entity, 'metadata') as Fields;
  const kind = kindOf(String(field(entity, 'kind')));
  const name = String(field(meta, 'name'));
  const ref = refOf(kind, name, textOf(field(meta, 'namespace')) ?? 'default');
  const annotations = pairsOf(field(meta, 'annotations'));
  const labels = pairsOf(field(meta, 'labels'));
  const tags = tagsOf(field(meta, 'tags'));
  const told = toldBy(annotations);
  const spec = readSpec(field(entity, 'spec'), partsOf(ref), where);
  const { links, warnings } = linksOf(field(meta, 'links'));

  const says: Draft = {};
  put(says, 'title', textOf(field(meta, 'title')));
  put(says, 'description', textOf(field(meta, 'description')));
  put(says, 'tier', tierAmong(Object.entries({ ...labels, ...annotations })) ?? tierOfTags(tags));
  put(says, 'language', textOf(labels['language']) ?? textOf(tags['language']));
  put(says, 'repository', repositorySaid(annotations, kind, where));
  put(says, 'tags', { ...tags, ...labels });
  put(says, 'joins', told.joins);
  put(says, 'aliases', told.aliases);
  put(says, 'contacts', contactsAmong(links));
  put(says, 'links', [...links.map(({ link }) => link), ...told.links]);
  const others = Object.entries(annotations).filter(([key]) => !isNightjars(key));
  put(
    says,
    'annotations',
    others.length === Object.keys(annotations).length ? annotations : Object.fromEntries(others),
  );
  const rest = restOf(entity, meta);
  // A profile's name gives way to the title; it is not lost.
  if (says.title !== undefined && spec.says.title !== undefined && says.title !== spec.says.title)
    rest['spec.profile.displayName'] = spec.says.title;
  put(says, 'rest', rest);
  const own = others.length === Object.keys(annotations).length ? {} : saysOfAnnotations(annotations);
  const all = united(own, united(says, spec.says));
  put(all, 'links', inOrder((all.links ?? []).flatMap((link) => soundLink(link) ?? [])));
  if (all.links?.length === 0) delete all.links;
  return {
    description: { entity: ref, name, by: 'backstage', place: where.path, says: all },
    warnings: [...warnings, ...spec.warnings],
  };
};
