import { type Contact, contactSlots, type Link, type Relation, type Says } from '../description.ts';
import { type Draft, put } from '../draft.ts';
import { parseRef, type Ref } from '../ref.ts';
import { tierOf } from '../tier.ts';
import { contactOf, linksOf, listOf, refsOf } from './lines.ts';
import {
  contactAnnotations,
  linkAnnotations,
  nightjarAnnotations as names,
  relationAnnotations,
} from './nightjar-annotations.ts';

type Pairs = Readonly<Record<string, string>>;

/** `nightjar.dev/link.wiki` → `wiki` of each annotation that begins so. */
const under = (pairs: Pairs, beginning: string): [string, string][] =>
  Object.entries(pairs).flatMap(([key, value]) =>
    key.startsWith(beginning) && key.length > beginning.length ? [[key.slice(beginning.length), value]] : [],
  );

const links = (pairs: Pairs): Link[] => [
  ...[...linkAnnotations].flatMap(([group, name]) =>
    linksOf(pairs[name] ?? '', group, (url) => ({ group, label: url, url })),
  ),
  ...under(pairs, names.link).flatMap(([key, text]) => {
    const words = key.replaceAll('_', ' ');
    return linksOf(text, words, (url) => ({ group: 'links', label: words, url }));
  }),
];

const tags = (pairs: Pairs): Pairs => ({
  ...Object.fromEntries(
    (pairs[names.tags] ?? '').split('\n').flatMap((line) => {
      const at = line.indexOf('=');
      return line.trim() === '' ? [] : [at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]];
    }),
  ),
  ...Object.fromEntries(under(pairs, names.tag)),
});

const relations = (pairs: Pairs): Relation[] =>
  relationAnnotations.flatMap(({ name, type, kind, inverse }) =>
    refsOf(pairs[name] ?? '', kind).map((to) => ({ type, to, ...(inverse && { inverse }) })),
  );

const contacts = (pairs: Pairs): Says['contacts'] =>
  Object.fromEntries(
    contactSlots.flatMap((slot): [string, Contact][] => {
      const contact = contactOf(pairs[contactAnnotations[slot]] ?? '');
      return contact === undefined ? [] : [[slot, contact]];
    }),
  );

const words = ['title', 'description', 'type', 'lifecycle', 'language', 'runtime', 'deployment'] as const;

/** What Nightjar's own annotations say; labels (which Kubernetes lets say less) where no annotation does. Others are not looked at. */
export const saysOfAnnotations = (annotations: Pairs, labels: Pairs = {}): Says => {
  const pairs: Pairs = { ...labels, ...annotations };
  const says: Draft = {};
  for (const name of words) put(says, name, pairs[names[name]]?.trim() || undefined);
  put(says, 'tier', tierOf(pairs[names.tier] ?? ''));
  const url = pairs[names.repository]?.trim();
  const path = pairs[names.repositoryPath]?.trim();
  if (url) says.repository = path ? { url, path } : { url };
  put(says, 'owners', refsOf(pairs[names.owner] ?? '', 'team'));
  put(says, 'aliases', listOf(pairs[names.alias] ?? ''));
  put(says, 'contacts', contacts(pairs));
  put(says, 'links', links(pairs));
  put(says, 'tags', tags(pairs));
  put(says, 'joins', Object.fromEntries(under(pairs, names.join)));
  put(says, 'relations', relations(pairs));
  return says;
};

/** Which entity the annotated object is, where an annotation says so. */
export const entityOfAnnotations = (annotations: Pairs, labels: Pairs = {}): Ref | undefined =>
  parseRef(annotations[names.entity] ?? labels[names.entity] ?? '', { kind: 'service' });
