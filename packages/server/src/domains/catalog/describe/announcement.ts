import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { kindOfActor } from '../../../change/actor.ts';
import { cut, isRecord } from '../../../change/fields.ts';
import { keyOfContent } from '../../../change/identity.ts';
import type { Observation } from '../../../change/observation.ts';
import { differences } from '../difference.ts';
import { chosenIn, type Version } from '../fold.ts';
import { pageOf } from '../page-of.ts';
import type { Difference } from '../wire.ts';

/** What one run makes of one entity. */
export type Became = {
  readonly entity: Ref;
  readonly before: Version | null;
  readonly after: Version | null;
};

type Told = Became & {
  readonly is: 'new' | 'changed' | 'gone';
  readonly name: string;
  readonly worth: readonly Difference[];
};

/** What changes all day and has a line of its own, or none who would read it. */
const small = /^(?:version|join|annotation)\./;

/** A relation of which one has only become surer is no news. */
const isSurer = ({ attribute, before, after }: Difference): boolean =>
  attribute.startsWith('relation.') &&
  isRecord(before) &&
  isRecord(after) &&
  Object.keys({ ...before, ...after }).every(
    (name) => name === 'confidence' || name === 'why' || before[name] === after[name],
  );

/** How many differences a title and a line of the summary name. */
const [inTitle, inLine, lines] = [3, 10, 40];
/** As many as a change keeps. */
const mostTags = 100;

const told = ({ entity, before, after }: Became): Told[] => {
  const version = after ?? before;
  if (version === null) return [];
  const worth = differences(before, after).filter(
    (difference) => !small.test(difference.attribute) && !isSurer(difference),
  );
  if (worth.length === 0) return [];
  const is =
    before === null || before.state === 'gone' ? 'new' : after?.state === 'gone' ? 'gone' : 'changed';
  return [{ entity, before, after, is, name: chosenIn(version).name, worth }];
};

const inWords = (value: unknown): string => {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'nobody' : value.map(inWords).join(', ');
  if (isRecord(value)) return inWords(value['label'] ?? value['url'] ?? value['to'] ?? JSON.stringify(value));
  const text = String(value);
  return cut(/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(text) ? partsOf(text).name : text, 80);
};

/** What an edge says, in words: `pricing now runs in prod`. */
const edges: Readonly<Record<string, readonly [out: string, back: string]>> = {
  dependsOn: ['depends on', 'is depended on by'],
  calls: ['calls', 'is called by'],
  providesApi: ['provides', 'is provided by'],
  consumesApi: ['consumes', 'is consumed by'],
  partOf: ['is part of', 'holds'],
  memberOf: ['is a member of', 'has the member'],
  childOf: ['is below', 'is above'],
  runsIn: ['runs in', 'is run in by'],
};

const groups: Readonly<Record<string, string>> = {
  contact: 'contact',
  tag: 'tag',
  link: 'link',
  alias: 'alias',
};
const slots: Readonly<Record<string, string>> = {
  onCall: 'on-call contact',
  chat: 'chat',
  email: 'e-mail',
  issues: 'issue tracker',
};

/** A long text is shown by its beginning, enough of it to tell which it is. */
const shortened = (value: unknown): string =>
  JSON.stringify(cut(String(value).replaceAll(/\s+/g, ' ').trim(), 40));

/** `owner payments → money`, `now depends on pricing-db`. */
const differenceInWords = ({ attribute, before, after }: Difference): string => {
  const relation = /^relation\.(<?)(\w+)\.(.+)$/.exec(attribute);
  if (relation !== null) {
    const [, back = '', type = '', to] = relation;
    const verb = edges[type]?.[back === '' ? 0 : 1] ?? type;
    const what = `${verb} ${inWords(to)}`;
    return before === null ? `now ${what}` : after === null ? `no longer ${what}` : `${what}, said otherwise`;
  }
  if (attribute === 'description') {
    if (before === null) return `description ${shortened(after)}`;
    return after === null ? 'description removed' : `description ${shortened(before)} → ${shortened(after)}`;
  }
  if (attribute === 'definition')
    return before === null
      ? 'definition added'
      : after === null
        ? 'definition removed'
        : 'definition changed';
  const [, group = '', key = ''] = /^(tag|link|alias|contact|rest)\.(.*)$/s.exec(attribute) ?? [];
  if (group === 'rest') {
    const name = cut(key.replace(/^(?:spec|metadata)\./, ''), 60);
    return `${name} ${before === null ? 'added' : after === null ? 'removed' : 'changed'}`;
  }
  const plain = attribute === 'owners' ? 'owner' : attribute;
  const name = cut(
    group === '' ? plain : group === 'contact' ? (slots[key] ?? key) : `${groups[group]} ${key}`,
    80,
  );
  if (before === null) return group === 'alias' ? `${name} added` : `${name} ${inWords(after)}`.trim();
  return after === null ? `${name} removed` : `${name} ${inWords(before)} → ${inWords(after)}`;
};

const listed = (worth: readonly Difference[], most: number): string => {
  const named = worth.filter(({ attribute }) => attribute !== 'state' && attribute !== 'name');
  const shown = named.slice(0, most).map(differenceInWords).join(', ');
  return named.length > most ? `${shown} and ${named.length - most} more` : shown;
};

/** What became of it, without its name. */
const course = ({ is, entity, worth, before, after }: Told, most: number): string => {
  if (is === 'gone') return 'gone: nobody describes it any longer';
  const more = listed(worth, most);
  if (is === 'new') return `new ${partsOf(entity).kind}${more === '' ? '' : `, ${more}`}`;
  if (more !== '') return more;
  if (worth.some(({ attribute }) => attribute === 'name') && before !== null && after !== null)
    return `written ${chosenIn(after).name}, before ${chosenIn(before).name}`;
  return after?.state === 'declared'
    ? 'declared, before only discovered'
    : 'only discovered, declared no longer';
};

const isService = ({ entity }: Told): boolean => entity.startsWith('service:');

/** Lines of the feed name their services beside the title; what is none is named in it. */
const titleFor = (all: readonly Told[]): string => {
  const [first] = all;
  if (first !== undefined && all.length === 1)
    return isService(first) ? course(first, inTitle) : `${first.name}: ${course(first, inTitle)}`;
  const count = (is: Told['is']): number => all.filter((it) => it.is === is).length;
  const counts = (['new', 'changed', 'gone'] as const).flatMap((is) =>
    count(is) === 0 ? [] : [`${count(is)} ${is}`],
  );
  const names = all.slice(0, inLine).map(({ name }) => name);
  return `${counts.join(', ')}: ${names.join(', ')}${all.length > names.length ? ', …' : ''}`;
};

/** What the title leaves out, and where it was read. */
const summaryFor = (all: readonly Told[], origin: string): string => {
  const from = `from ${origin}`;
  const [first] = all;
  if (first !== undefined && all.length === 1) {
    const whole = course(first, inLine);
    return whole === course(first, inTitle) ? from : `${from}\n${whole}`;
  }
  const each = all.slice(0, lines).map((it) => `${it.name}: ${course(it, inLine)}`);
  if (all.length > lines) each.push(`and ${all.length - lines} more`);
  return [from, ...each].join('\n');
};

export type Run = {
  readonly origin: string;
  /** ISO 8601. */
  readonly at: string;
  readonly by: { readonly subject: string; readonly name?: string };
  /** Of all that is recorded: the same run is the same change. */
  readonly keys: readonly string[];
};

/** The one line of the feed that tells of a run; null where nothing in it is worth one. */
export const announcement = (
  became: readonly Became[],
  { origin, at, by, keys }: Run,
): Observation | null => {
  const all = became.flatMap(told);
  if (all.length === 0) return null;
  const services = all.filter(isService).map(({ name }) => name);
  // What is no service is found by its reference: to name it among the services would claim that there is one.
  const others = all.filter((it) => !isService(it)).slice(0, mostTags);
  const [first] = all;
  return {
    source: 'catalog',
    key: keyOfContent(keys),
    kind: 'catalog',
    phase: 'finished',
    at,
    title: cut(titleFor(all), 300),
    services: [...new Set(services)].slice(0, 200),
    environment: null,
    actor: {
      name: by.name ?? by.subject,
      kind: by.subject.startsWith('person:') ? 'human' : kindOfActor(by.name ?? by.subject),
      onBehalfOf: null,
    },
    version: null,
    previousVersion: null,
    links: [],
    revert: null,
    summary: cut(summaryFor(all, origin), 4000),
    tags: Object.fromEntries(others.map(({ entity }) => [`entity=${entity}`, ''])),
    extra: {
      origin,
      ...(all.length === 1 && first !== undefined
        ? { entity: first.entity, page: pageOf(first.entity) }
        : {}),
    },
  };
};
