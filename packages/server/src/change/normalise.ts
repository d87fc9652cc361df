import { kindOfActor } from './actor.ts';
import { fitted, mostLinks, refuseTooMuch } from './bounds.ts';
import { cut, type FieldReaders, fieldReaders, isRecord, type Problem } from './fields.ts';
import { keyOfContent } from './identity.ts';
import { instant } from './instant.ts';
import { type Actor, kinds, type Observation, type Phase, phases, type Reported } from './observation.ts';
import { deepest, storable } from './storable.ts';
import { titleOf } from './title.ts';

export type Normalised =
  | { readonly ok: true; readonly observation: Observation }
  /** `pointer` (RFC 6901) is relative to the report. */
  | ({ readonly ok: false } & Problem);

export type NormaliseContext = {
  /** The source of a report that names none: `api`, or the adapter's name. */
  readonly source: string;
  readonly receivedAt: Date;
  /** A key for a report that has neither a key nor a time: each such report is a change of its own. */
  readonly key: () => string;
  /** What is done where a report holds more than a fact may: an adapter cuts, because its sender cannot mend it. */
  readonly tooMuch?: 'refuse' | 'cut';
};

/** The source that says nothing about its sender, so that nothing can tell the service from it. */
const anonymous = 'api';

const day = 86_400_000;
const earliest = Date.UTC(2000, 0, 1);

const known: readonly string[] = [
  'source',
  'key',
  'kind',
  'phase',
  'at',
  'title',
  'services',
  'environment',
  'actor',
  'version',
  'previousVersion',
  'links',
  'revert',
  'summary',
  'tags',
  'extra',
] satisfies (keyof Observation)[];

const timeOf = (value: unknown, phase: Phase, received: Date, read: FieldReaders): string => {
  const refuse = (message: string): string => read.refuse('/at', message) ?? received.toISOString();
  if (value === undefined || value === null) return received.toISOString();
  const at = instant(value);
  if (at === null) return refuse('Must be a time with its offset, as in 2026-03-01T02:46:10Z.');
  const moment = Date.parse(at);
  if (moment < earliest) return refuse('Lies before the year 2000.');
  const latest = received.getTime() + (phase === 'planned' ? 5 * 366 * day : day);
  return moment > latest ? refuse(`Lies in the future; it was received at ${received.toISOString()}.`) : at;
};

/** What most people write first, by the name of the field it means. */
const shorthands = [
  { short: 'service', long: 'services', of: (value: string): unknown => [value] },
  { short: 'env', long: 'environment', of: (value: string): unknown => value },
  { short: 'time', long: 'at', of: (value: string): unknown => value },
] as const;

/** The report with its shorthands written out; beside the long name a short one is a field like any unknown one. */
const writtenOut = (report: Record<string, unknown>): Record<string, unknown> =>
  shorthands.reduce((whole, { short, long, of }) => {
    const value = whole[short];
    if (typeof value !== 'string' || whole[long] !== undefined) return whole;
    const { [short]: _, ...rest } = whole;
    return { ...rest, [long]: of(value) };
  }, report);

const servicesOf = (value: unknown, read: FieldReaders): string[] => {
  const spelled = new Map<string, string>();
  read.list(value, '/services').forEach((item, index) => {
    const service = read.name(item, `/services/${index}`);
    const same = service?.toLowerCase();
    if (service !== null && same !== undefined && !spelled.has(same)) spelled.set(same, service);
  });
  return [...spelled.values()];
};

const actorOf = (value: unknown, read: FieldReaders): Actor | null => {
  const given = read.record(value, '/actor');
  const name = read.name(given['name'], '/actor/name');
  const onBehalfOf = read.name(given['onBehalfOf'], '/actor/onBehalfOf');
  const said = read.oneOf(['human', 'automation', 'unknown'], given['kind'], '/actor/kind') ?? 'unknown';
  return name === null ? null : { name, kind: said === 'unknown' ? kindOfActor(name) : said, onBehalfOf };
};

const tagsOf = (value: unknown, read: FieldReaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(read.record(value, '/tags')).map(([tag, given]) => {
      const plain = typeof given === 'number' || typeof given === 'boolean' ? String(given) : given;
      return [cut(tag.trim(), 100), cut(read.text(plain, '/tags') ?? '', 500)];
    }),
  );

/**
 * A report, made whole: what the log keeps. Total over any JSON, whatever its type says.
 * - Names (source, services, environment, versions) are trimmed and keep their case. They are compared without case: here
 *   for repeated services, later by whoever looks things up.
 * - Texts that are too long are cut (title 300, summary 4,000); names, keys and links that are too long are refused.
 * - A time before 2000, or more than a day ahead of us (five years where the change is planned), is refused.
 * - Fields of no known name go to `extra`.
 * - At most 200 services, 100 links, 100 tags, and 64 KiB of tags and `extra` together: more is refused, or with `tooMuch: 'cut'`
 *   left out, with a note in `extra.leftOut`.
 */
export const normalise = (reported: Reported, context: NormaliseContext): Normalised => {
  const clean = storable(reported);
  if ('tooDeep' in clean) {
    return { ok: false, pointer: clean.tooDeep, message: `Nested deeper than ${deepest} levels.` };
  }
  if (!isRecord(clean.value)) return { ok: false, pointer: '', message: 'A change is a JSON object.' };
  const report = writtenOut(clean.value);

  const cutting = context.tooMuch === 'cut';
  const read = fieldReaders(cutting);
  const source = read.name(report['source'], '/source') ?? context.source;
  const givenKind = read.oneOf(kinds, report['kind'], '/kind');
  const kind = givenKind ?? 'other';
  const phase = read.oneOf(phases, report['phase'], '/phase') ?? 'finished';
  const services = servicesOf(report['services'], read);
  const version = read.name(report['version'], '/version');
  const title = read.text(report['title'], '/title');
  const summary = read.text(report['summary'], '/summary');
  const links = read
    .list(report['links'], '/links', mostLinks)
    .map((it, index) => read.link(it, `/links/${index}`) ?? read.refuse(`/links/${index}`, 'Must be a link.'))
    .filter((it) => it !== null);
  const unknown = Object.entries(report).filter(([field]) => !known.includes(field));

  const given = {
    tags: tagsOf(report['tags'], read),
    extra: Object.fromEntries([...unknown, ...Object.entries(read.record(report['extra'], '/extra'))]),
  };
  if (!cutting) refuseTooMuch(given, read);
  const { tags, extra } = cutting ? fitted(given, read.leftOut()) : given;

  const observation: Observation = {
    source,
    key:
      read.name(report['key'], '/key', 500) ??
      (typeof report['at'] === 'string' ? keyOfContent(report) : context.key()),
    kind,
    phase,
    at: timeOf(report['at'], phase, context.receivedAt, read),
    title: cut(title ?? titleOf({ kind, services, source, version }), 300),
    services,
    environment: read.name(report['environment'], '/environment'),
    actor: actorOf(report['actor'], read),
    version,
    previousVersion: read.name(report['previousVersion'], '/previousVersion'),
    links: [...new Map(links.map((it) => [it.url, it])).values()],
    revert: read.link(report['revert'], '/revert'),
    summary: summary === null ? null : cut(summary, 4000),
    tags,
    extra,
  };

  if (title === null && givenKind === null) read.refuse('/title', 'A change has a title or a kind.');
  if (services.length === 0 && source === anonymous) {
    read.refuse('/services', 'Name at least one service, or the source from which it can be told.');
  }
  const problem = read.problem();
  return problem === undefined ? { ok: true, observation } : { ok: false, ...problem };
};
