import { isDeepStrictEqual } from 'node:util';
import { attributesOf } from '../attributes.ts';
import { isKey } from '../backstage/formats.ts';
import { contactSlots, type Link, type Relation, type Says } from '../description.ts';
import { partsOf, type Ref } from '../ref.ts';
import { contactText } from './lines.ts';
import {
  contactAnnotations,
  linkAnnotations,
  nightjarAnnotations as names,
  relationAnnotations,
} from './nightjar-annotations.ts';
import { saysOfAnnotations } from './says-of-annotations.ts';

/** One annotation, or one line of it, and what it is there to say. */
type Line = { readonly key: string; readonly text: string; readonly says: Says };

/** A reference as short as it can be where one without a kind means `kind`, and without a namespace `namespace`. */
export const refText = (ref: Ref, kind?: string, namespace = 'default'): string => {
  const parts = partsOf(ref);
  return `${parts.kind === kind ? '' : `${parts.kind}:`}${parts.namespace === namespace ? '' : `${parts.namespace}/`}${parts.name}`;
};

const words = ['title', 'description', 'type', 'lifecycle', 'language', 'runtime', 'deployment'] as const;

const linkLine = (link: Link): Line => {
  const own = linkAnnotations.get(link.group);
  const says = { links: [link] };
  const text = `${link.label} ${link.url}`;
  if (own !== undefined) return { key: own, text: link.label === link.url ? link.url : text, says };
  const [group, label] = [link.group, link.label].map((words) => names.link + words.replaceAll(' ', '_'));
  if (link.group === 'links' && isKey(label ?? '')) return { key: label ?? '', text: link.url, says };
  return { key: group ?? '', text, says };
};

const relationLine = (relation: Relation): Line[] => {
  const { type, to, inverse } = relation;
  const found = relationAnnotations.find((each) => each.type === type && each.inverse === inverse);
  if (found === undefined) return [];
  // How sure somebody was, and why, ends where it is written down.
  const says = { relations: [{ type, to, ...(inverse && { inverse }) }] };
  return [{ key: found.name, text: refText(to, found.kind), says }];
};

const linesOf = (says: Says): Line[] => [
  ...words.flatMap((name): Line[] => {
    const text = says[name];
    return text === undefined ? [] : [{ key: names[name], text, says: { [name]: text } }];
  }),
  ...(says.tier === undefined
    ? []
    : [{ key: names.tier, text: String(says.tier), says: { tier: says.tier } }]),
  ...(says.owners === undefined
    ? []
    : [
        {
          key: names.owner,
          text: says.owners.map((ref) => refText(ref, 'team')).join(', '),
          says: { owners: says.owners },
        },
      ]),
  ...contactSlots.flatMap((slot): Line[] => {
    const contact = says.contacts?.[slot];
    return contact === undefined
      ? []
      : [
          {
            key: contactAnnotations[slot],
            text: contactText(contact),
            says: { contacts: { [slot]: contact } },
          },
        ];
  }),
  ...(says.links ?? []).map(linkLine),
  ...Object.entries(says.tags ?? {}).map(([key, value]): Line => {
    const own = isKey(names.tag + key);
    return {
      key: own ? names.tag + key : names.tags,
      text: own ? value : `${key}=${value}`,
      says: { tags: { [key]: value } },
    };
  }),
  ...Object.entries(says.joins ?? {}).map(
    ([key, value]): Line => ({ key: names.join + key, text: value, says: { joins: { [key]: value } } }),
  ),
  ...(says.aliases ?? []).map(
    (alias): Line => ({ key: names.alias, text: alias, says: { aliases: [alias] } }),
  ),
  ...(says.relations ?? []).flatMap(relationLine),
];

/** The annotation takes the line, and it reads back as what it is there to say and nothing else. */
const isSayable = ({ key, text, says }: Line): boolean =>
  isKey(key) && isDeepStrictEqual(attributesOf(saysOfAnnotations({ [key]: text })), attributesOf(says));

const repository = (says: Says): Record<string, string> => {
  const { url, path } = says.repository ?? {};
  if (url === undefined) return {};
  const pairs = { [names.repository]: url, ...(path !== undefined && { [names.repositoryPath]: path }) };
  return isDeepStrictEqual(saysOfAnnotations(pairs).repository, says.repository) ? pairs : {};
};

/** Whatever of it Nightjar's annotations can say; what they cannot (a definition, a name with a line break) is left out. */
export const annotationsOf = (says: Says): Record<string, string> => {
  const pairs = repository(says);
  for (const { key, text } of linesOf(says).filter(isSayable)) {
    const before = pairs[key];
    pairs[key] = before === undefined ? text : `${before}\n${text}`;
  }
  return pairs;
};
