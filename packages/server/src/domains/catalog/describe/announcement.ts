import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { kindOfActor } from '../../../change/actor.ts';
import { cut, isRecord } from '../../../change/fields.ts';
import { keyOfContent } from '../../../change/identity.ts';
import type { Observation } from '../../../change/observation.ts';
import { differences } from '../difference.ts';
import { chosenIn, type Version } from '../fold.ts';
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

/** `owner payments → money`, `dependsOn pricing-db added`. */
const differenceInWords = ({ attribute, before, after }: Difference): string => {
  const relation = /^relation\.(<?)(\w+)\.(.+)$/.exec(attribute);
  if (relation !== null) {
    const what = `${relation[2]} ${inWords(relation[3])}${relation[1] === '<' ? ' (from there)' : ''}`;
    return `${what} ${before === null ? 'added' : after === null ? 'removed' : 'changed'}`;
  }
  const [, group, key] = /^(tag|link|alias|contact|rest)\.(.*)$/s.exec(attribute) ?? [];
  const name = group === undefined ? (attribute === 'owners' ? 'owner' : attribute) : `${group} ${key}`;
  if (attribute === 'description' || attribute === 'definition' || group === 'rest')
    return `${cut(name, 80)} changed`;
  if (before === null) return group === 'alias' ? `${name} added` : `${cut(name, 80)} ${inWords(after)}`;
  return after === null
    ? `${cut(name, 80)} removed`
    : `${cut(name, 80)} ${inWords(before)} → ${inWords(after)}`;
};

const listed = (worth: readonly Difference[], most: number): string => {
  const named = worth.filter(({ attribute }) => attribute !== 'state' && attribute !== 'name');
  const shown = named.slice(0, most).map(differenceInWords).join(', ');
  return named.length > most ? `${shown} and ${named.length - most} more` : shown;
};

const line = ({ is, name, entity, worth }: Told, most: number): string => {
  if (is === 'gone') return `${name}: nobody describes it any longer`;
  const more = listed(worth, most);
  if (is === 'new') return `${name}: new ${partsOf(entity).kind}${more === '' ? '' : `, ${more}`}`;
  return `${name}: ${more === '' ? 'described anew' : more}`;
};

const titleFor = (all: readonly Told[], origin: string): string => {
  const [first] = all;
  if (first !== undefined && all.length === 1) return line(first, inTitle);
  const count = (is: Told['is']): number => all.filter((it) => it.is === is).length;
  const counts = (['new', 'changed', 'gone'] as const).flatMap((is) =>
    count(is) === 0 ? [] : [`${count(is)} ${is}`],
  );
  return `${all.length} entities described from ${origin}: ${counts.join(', ')}`;
};

/** Where the web shows it: `/catalog/service/pricing`. */
const pageOf = (ref: Ref): string => {
  const { kind, namespace, name } = partsOf(ref);
  const parts = namespace === 'default' ? [kind, name] : [kind, namespace, name];
  return `/catalog/${parts.map(encodeURIComponent).join('/')}`;
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
  const summary = all.slice(0, lines).map((it) => line(it, inLine));
  if (all.length > lines) summary.push(`and ${all.length - lines} more`);
  const services = all.filter(({ entity }) => entity.startsWith('service:')).map(({ name }) => name);
  const [first] = all;
  return {
    source: 'catalog',
    key: keyOfContent(keys),
    kind: 'catalog',
    phase: 'finished',
    at,
    title: cut(titleFor(all, origin), 300),
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
    summary: cut(summary.join('\n'), 4000),
    tags: {},
    extra: {
      origin,
      ...(all.length === 1 && first !== undefined
        ? { entity: first.entity, page: pageOf(first.entity) }
        : {}),
    },
  };
};
