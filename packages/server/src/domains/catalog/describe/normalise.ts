import { createHash } from 'node:crypto';
import {
  contactSlots,
  type Reader,
  type Relation,
  readers,
  relationTypes,
  type Says,
} from '@nightjar/descriptors/description';
import { type Ref, refOf } from '@nightjar/descriptors/ref';
import { cut, type FieldReaders, fieldReaders, isRecord } from '../../../change/fields.ts';
import { storable } from '../../../change/storable.ts';
import { most, mostBytes } from './bounds.ts';
import { faultOfKey } from './key-text.ts';
import { leastBytes } from './least-bytes.ts';

/** A description as it comes: from a reader of ours, a discoverer, or over the wire. */
export type Told = {
  readonly entity: string;
  readonly name: string;
  readonly by: Reader;
  readonly place: string;
  readonly line?: number;
  readonly confidence?: number;
  readonly says: unknown;
};

/** A description that may be recorded. */
export type Sound = {
  readonly entity: Ref;
  readonly name: string;
  readonly by: Reader;
  readonly place: string;
  readonly line: number | null;
  readonly confidence: number;
  readonly says: Says;
};

export type Normalised =
  | { readonly ok: true; readonly sound: Sound }
  /** `pointer` (RFC 6901) is relative to the description. */
  | { readonly ok: false; readonly pointer: string; readonly detail: string };

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for, save tabs and line breaks.
const controlInText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const known = new Set<string>([
  'title',
  'description',
  'type',
  'tier',
  'lifecycle',
  'language',
  'runtime',
  'deployment',
  'versions',
  'repository',
  'owners',
  'contacts',
  'links',
  'tags',
  'aliases',
  'relations',
  'joins',
  'annotations',
  'definition',
  'rest',
] satisfies (keyof Says)[]);

const lists = ['owners', 'links', 'aliases', 'relations'] as const;

/** `kind:namespace/name` in small letters, whatever letters it came in. */
const refIn = (text: unknown): Ref | null => {
  const [, kind, namespace, name] =
    typeof text === 'string' ? (/^([^:/\s]+):([^:/\s]+)\/([^:/\s]+)$/.exec(text) ?? []) : [];
  return kind === undefined || name === undefined ? null : refOf(kind, name, namespace);
};

const tokenOf = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** Readers of the parts of what is said, over those of single fields: each remembers the first fault and goes on. */
const partReaders = (read: FieldReaders) => {
  const ref = (value: unknown, pointer: string): Ref | null => {
    const given = refIn(value);
    if (given === null) return read.refuse(pointer, 'Must be a reference, as in service:default/pricing.');
    // Some capitals are shorter than their small letters.
    const fault = faultOfKey(given, mostBytes.ref);
    return fault === null ? given : read.refuse(pointer, fault);
  };

  /** One line of text, a name of something: never cut, because a cut name is another name. */
  const word = (value: unknown, pointer: string, longest: number = mostBytes.word): string | null => {
    const given = read.text(value, pointer);
    const fault = given === null ? null : faultOfKey(given, longest);
    return fault === null ? given : read.refuse(pointer, fault);
  };

  const prose = (value: unknown, pointer: string, longest: number): string | null => {
    const given = read.text(value, pointer);
    return given === null ? null : cut(given.replaceAll(controlInText, ' '), longest);
  };

  const url = (value: unknown, pointer: string): string | null => {
    const given = word(value, pointer, most.url);
    if (given === null || /^(?:https?:\/\/[^\s/]|(?:mailto|tel):[^\s])/i.test(given)) return given;
    return read.refuse(pointer, 'Must be an address that begins with http:, https:, mailto: or tel:.');
  };

  const texts = (value: unknown, pointer: string, longest: number): Record<string, string> => {
    const entries = Object.entries(read.record(value, pointer));
    if (entries.length > most.entries) read.refuse(pointer, `More than ${most.entries} entries.`);
    return Object.fromEntries(
      entries.map(([key, given]) => {
        const at = `${pointer}/${tokenOf(key)}`;
        const fault = faultOfKey(key, mostBytes.word);
        if (fault !== null) read.refuse(at, `Is no name for an entry: ${fault}`);
        const plain = typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
        if (typeof plain !== 'string') return [key, read.refuse(at, 'Must be a text.') ?? ''];
        if (plain.length > longest) read.refuse(at, `Longer than ${longest} characters.`);
        return [key, plain.replaceAll(controlInText, ' ')];
      }),
    );
  };

  /** Texts that are filtered by, with their keys. */
  const filters = (value: unknown, pointer: string): Record<string, string> => {
    const given = texts(value, pointer, most.value);
    for (const [key, text] of Object.entries(given))
      if (Buffer.byteLength(`${key}=${text}`) > mostBytes.tag)
        read.refuse(
          `${pointer}/${tokenOf(key)}`,
          `Longer than ${mostBytes.tag} bytes of UTF-8 with its name.`,
        );
    return given;
  };

  return { ...read, ref, word, prose, url, texts, filters };
};

type Parts = ReturnType<typeof partReaders>;

const present = <Value>(values: readonly (Value | null)[]): Value[] => values.filter((it) => it !== null);

const relationIn = (read: Parts, value: unknown, pointer: string): Relation | null => {
  const given = read.record(value, pointer);
  const to = read.ref(given['to'], `${pointer}/to`);
  const type = relationTypes.find((it) => it === given['type']);
  if (type === undefined) read.refuse(`${pointer}/type`, `Must be one of ${relationTypes.join(', ')}.`);
  const confidence = given['confidence'] ?? 1;
  if (typeof confidence !== 'number' || !(confidence >= 0 && confidence <= 1))
    return read.refuse(`${pointer}/confidence`, 'Must be a number from 0 to 1.');
  const why = read.prose(given['why'], `${pointer}/why`, most.value);
  if (to === null || type === undefined) return null;
  return {
    type,
    to,
    ...(given['inverse'] === true ? { inverse: true } : {}),
    ...(confidence === 1 ? {} : { confidence }),
    ...(why === null ? {} : { why }),
  };
};

const contactsIn = (read: Parts, value: unknown): Says['contacts'] => {
  const given = read.record(value, '/says/contacts');
  const stray = Object.keys(given).find((slot) => !(contactSlots as readonly string[]).includes(slot));
  if (stray !== undefined)
    read.refuse(`/says/contacts/${tokenOf(stray)}`, `Must be one of ${contactSlots.join(', ')}.`);
  return Object.fromEntries(
    contactSlots.flatMap((slot) => {
      if (given[slot] === undefined || given[slot] === null) return [];
      const contact = read.record(given[slot], `/says/contacts/${slot}`);
      const address = read.url(contact['url'], `/says/contacts/${slot}/url`);
      const label = read.word(contact['label'], `/says/contacts/${slot}/label`, most.value) ?? address;
      return label === null ? [] : [[slot, { label, url: address }]];
    }),
  );
};

const linkIn = (read: Parts, value: unknown, pointer: string) => {
  const given = read.record(value, pointer);
  const url = read.url(given['url'], `${pointer}/url`);
  if (url === null) return read.refuse(`${pointer}/url`, 'Is missing.');
  const group = read.word(given['group'], `${pointer}/group`) ?? 'links';
  return {
    group,
    label: cut(read.word(given['label'], `${pointer}/label`, most.value) ?? url, most.title),
    url,
  };
};

const repositoryIn = (read: Parts, value: unknown): Says['repository'] | null => {
  if (value === undefined || value === null) return null;
  const given = read.record(value, '/says/repository');
  const url = read.url(given['url'], '/says/repository/url');
  const path = read.word(given['path'], '/says/repository/path', mostBytes.place);
  if (url === null) return read.refuse('/says/repository/url', 'Is missing.');
  return { url, ...(path === null ? {} : { path }) };
};

const tierIn = (read: Parts, value: unknown): Says['tier'] | null => {
  if (value === undefined || value === null) return null;
  return value === 0 || value === 1 || value === 2 || value === 3
    ? value
    : read.refuse('/says/tier', 'Must be 0, 1, 2 or 3; 0 is the most critical.');
};

const tooMuch = (bytes: number): string => `Holds more than ${bytes / 1024} KiB.`;

/**
 * The beginning of one that is too long, and a line that says so: an API of which half can be read here is worth more than
 * none. The line tells the whole apart by its hash, so that a change further down is a word anew.
 */
const definitionIn = (read: Parts, value: unknown): string | null => {
  const text = read.text(value, '/says/definition')?.replaceAll(controlInText, ' ') ?? null;
  if (text === null || text.length <= most.definition) return text;
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const mark = `\n# Nightjar keeps the beginning of this definition of ${text.length} characters (sha256 ${hash}…).`;
  return `${text.slice(0, most.definition - mark.length).toWellFormed()}${mark}`;
};

/** JSON of at most so many bytes. */
const within = (read: Parts, value: object, pointer: string, bytes: number): void => {
  if (Buffer.byteLength(JSON.stringify(value)) > bytes) read.refuse(pointer, tooMuch(bytes));
};

/**
 * What is far too large is refused before it is copied: aliases of YAML make 11,000 values of 300 bytes, which are copied and
 * written out in 17 ms and counted until they are too many in less than one.
 */
const excessIn = (says: unknown): { readonly pointer: string; readonly detail: string } | null => {
  if (!isRecord(says)) return null;
  for (const name of ['rest', 'annotations'] as const)
    if (leastBytes(says[name], most[name]) > most[name])
      return { pointer: `/says/${name}`, detail: tooMuch(most[name]) };
  for (const name of lists) {
    const list = says[name];
    if (Array.isArray(list) && list.length > most[name])
      return { pointer: `/says/${name}`, detail: `More than ${most[name]} entries.` };
  }
  return null;
};

const isEmpty = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);

/** Only what says something: an empty list is the same word as none. */
const withoutEmpty = (says: Record<string, unknown>): Says =>
  Object.fromEntries(Object.entries(says).filter(([, value]) => !isEmpty(value))) as Says;

const saysIn = (read: Parts, given: Record<string, unknown>): Says => {
  const stray = Object.keys(given).find((name) => !known.has(name));
  if (stray !== undefined)
    read.refuse(
      `/says/${tokenOf(stray)}`,
      'Is no field of a description; what has none belongs into `rest`.',
    );
  const list = (name: (typeof lists)[number]) => read.list(given[name], `/says/${name}`, most[name]);
  const annotations = read.texts(given['annotations'], '/says/annotations', most.annotation);
  within(read, annotations, '/says/annotations', most.annotations);
  const rest = read.record(given['rest'], '/says/rest');
  within(read, rest, '/says/rest', most.rest);
  return withoutEmpty({
    title: read.prose(given['title'], '/says/title', most.title)?.replaceAll(/\s+/g, ' ') ?? null,
    description: read.prose(given['description'], '/says/description', most.description),
    type: read.word(given['type'], '/says/type'),
    tier: tierIn(read, given['tier']),
    lifecycle: read.word(given['lifecycle'], '/says/lifecycle'),
    language: read.word(given['language'], '/says/language'),
    runtime: read.word(given['runtime'], '/says/runtime'),
    deployment: read.word(given['deployment'], '/says/deployment'),
    versions: read.texts(given['versions'], '/says/versions', most.version),
    repository: repositoryIn(read, given['repository']),
    owners: present(list('owners').map((it, index) => read.ref(it, `/says/owners/${index}`))),
    contacts: contactsIn(read, given['contacts']),
    links: present(list('links').map((it, index) => linkIn(read, it, `/says/links/${index}`))),
    tags: read.filters(given['tags'], '/says/tags'),
    aliases: present(list('aliases').map((it, index) => read.word(it, `/says/aliases/${index}`))),
    relations: present(
      list('relations').map((it, index) => relationIn(read, it, `/says/relations/${index}`)),
    ),
    joins: read.filters(given['joins'], '/says/joins'),
    annotations,
    definition: definitionIn(read, given['definition']),
    rest,
  });
};

/** A description, checked and made whole, or its first fault. All of it or nothing: half of a word would be another word. */
export const normalise = (told: Told): Normalised => {
  const excess = excessIn(told.says);
  if (excess !== null) return { ok: false, ...excess };
  const clean = storable(told.says ?? {});
  if ('tooDeep' in clean)
    return { ok: false, pointer: `/says${clean.tooDeep}`, detail: 'Is nested too deeply.' };
  const read = partReaders(fieldReaders());
  const entity = read.ref(told.entity, '/entity');
  const name = read.word(told.name, '/name', mostBytes.name) ?? read.refuse('/name', 'Is missing.');
  const place = read.word(told.place, '/place', mostBytes.place) ?? '';
  if (!readers.includes(told.by)) read.refuse('/by', `Must be one of ${readers.join(', ')}.`);
  const { confidence = 1, line = null } = told;
  if (!(confidence >= 0 && confidence <= 1)) read.refuse('/confidence', 'Must be a number from 0 to 1.');
  const says = isRecord(clean.value)
    ? saysIn(read, clean.value)
    : (read.refuse('/says', 'Must be an object.') ?? {});
  const problem = read.problem();
  if (problem !== undefined) return { ok: false, pointer: problem.pointer, detail: problem.message };
  if (entity === null || name === null)
    throw new Error('A description without a fault has an entity and a name.');
  return { ok: true, sound: { entity, name, by: told.by, place, line, confidence, says } };
};
