import type { Kind, Phase } from '../../change/observation.ts';
import { kindOfRun } from '../../change/run-kind.ts';
import { field, linkTo, textAt } from '../json.ts';
import type { CloudEvent } from './event.ts';
import { type Purl, purl } from './purl.ts';

/** A CDEvent taken apart: `dev.cdevents.<subject>.<predicate>.<version>` about a subject with a content. */
export type CdEvent = {
  readonly type: string;
  readonly subject: string;
  readonly predicate: string;
  /** The subject's own id, and who gave it: together they name a run, a ticket, an incident. */
  readonly id: string;
  readonly source: string;
  readonly content: unknown;
  readonly artifact: Purl | null;
  readonly environment: string | null;
};

const form = /^dev\.cdevents\.([a-z]+)\.([a-z]+)\.\d+\.\d+\.\d+/;

/** The last part of a path or an address; an id that is none stays whole. */
export const nameIn = (id: string | null): string | null => {
  if (id === null) return null;
  return (
    purl(id)?.name ??
    (/^(\/|[a-z][a-z0-9+.-]*:)/i.test(id) ? (id.split('/').filter(Boolean).at(-1) ?? id) : id)
  );
};

export const cdEventIn = (event: CloudEvent): CdEvent | null => {
  const type = textAt(event.data, 'context', 'type') ?? event.type;
  const [, subject, predicate] = form.exec(type) ?? [];
  const id = textAt(event.data, 'subject', 'id') ?? event.subject ?? null;
  if (subject === undefined || predicate === undefined || id === null) return null;
  const content = field(event.data, 'subject', 'content');
  return {
    type,
    subject,
    predicate,
    id,
    source:
      textAt(event.data, 'subject', 'source') ?? textAt(event.data, 'context', 'source') ?? event.source,
    content,
    artifact: purl(textAt(content, 'artifactId')) ?? (subject === 'artifact' ? purl(id) : null),
    environment: textAt(content, 'environment', 'id'),
  };
};

export type Meaning = {
  readonly kind: Kind;
  readonly phase: Phase;
  readonly title: string;
  readonly services: readonly (string | null)[];
  /** `subject`: its events are about one change (a run, from queued to finished). `event`: each is a change of its own. */
  readonly folds: 'subject' | 'event';
};

const words = (...parts: readonly (string | null | undefined)[]): string => parts.filter(Boolean).join(' ');
const inPlace = (preposition: string, place: string | null): string | null =>
  place && `${preposition} ${place}`;

/** A run's outcome: success, failure, error, cancel; for test cases pass and fail. */
const ended = (content: unknown): Phase => {
  const outcome = textAt(content, 'outcome')?.toLowerCase() ?? '';
  if (/^(fail|error)/.test(outcome)) return 'failed';
  return /^(cancel|abort|skip)/.test(outcome) ? 'cancelled' : 'finished';
};

const runPhase = ({ predicate, content }: CdEvent): Phase => {
  if (predicate === 'queued') return 'planned';
  if (predicate === 'started') return 'started';
  return predicate === 'skipped' ? 'cancelled' : ended(content);
};

const run = (it: CdEvent, title: string, kind: Kind, services: Meaning['services'] = []): Meaning => ({
  kind,
  phase: runPhase(it),
  title,
  services,
  folds: 'subject',
});

const once = (kind: Kind, title: string, services: Meaning['services'] = []): Meaning => ({
  kind,
  phase: 'finished',
  title,
  services,
  folds: 'event',
});

const life = (phases: Readonly<Record<string, Phase>>, { predicate }: CdEvent): Phase =>
  (Object.hasOwn(phases, predicate) ? phases[predicate] : undefined) ?? 'progressed';

/** "deployed" → "Deploy": as a headline in the imperative. */
const imperative: Readonly<Record<string, string>> = {
  created: 'Create',
  deleted: 'Delete',
  modified: 'Modify',
  downloaded: 'Download',
  packaged: 'Package',
  published: 'Publish',
  signed: 'Sign',
};
const verbOf = ({ predicate }: CdEvent): string =>
  (Object.hasOwn(imperative, predicate) ? imperative[predicate] : undefined) ??
  `${predicate.charAt(0).toUpperCase()}${predicate.slice(1)}`;

const service = (it: CdEvent): Meaning => {
  const name = nameIn(it.id) ?? it.id;
  const version = it.artifact?.version;
  const [to, within] = [inPlace('to', it.environment), inPlace('in', it.environment)];
  switch (it.predicate) {
    case 'deployed':
      return once('deploy', words('Deploy', name, version, to), [name]);
    case 'upgraded':
      return once('deploy', words('Upgrade', name, version && `to ${version}`, within), [name]);
    case 'rolledback':
      return once('deploy', words('Roll back', name, version && `to ${version}`, within), [name]);
    case 'removed':
      return once('deploy', words('Remove', name, inPlace('from', it.environment)), [name]);
    case 'published':
      return once('config', words('Publish', name, within), [name]);
    default:
      return once('other', words(name, it.predicate, within), [name]);
  }
};

/** What each subject of the vocabulary means to a reader of the feed (cdevents/spec 0.5: core, source-code, CI, testing, CD, CO). */
const meanings: Readonly<Record<string, (it: CdEvent) => Meaning>> = {
  service,
  environment: (it) =>
    once('infrastructure', words(verbOf(it), 'environment', textAt(it.content, 'name') ?? nameIn(it.id))),
  pipelinerun: (it) => {
    const name = textAt(it.content, 'pipelineName') ?? nameIn(it.id) ?? it.id;
    return run(it, `Run ${name}`, kindOfRun(name));
  },
  taskrun: (it) => {
    const name = textAt(it.content, 'taskName') ?? nameIn(it.id) ?? it.id;
    return run(it, `Run task ${name}`, kindOfRun(name));
  },
  build: (it) =>
    run(it, words('Build', it.artifact?.name ?? nameIn(it.id)), 'other', [it.artifact?.name ?? null]),
  testcaserun: (it) => {
    const name =
      textAt(it.content, 'testCase', 'name') ?? textAt(it.content, 'testCase', 'id') ?? nameIn(it.id);
    return run(it, words('Test', name, inPlace('in', it.environment)), 'other');
  },
  testsuiterun: (it) => {
    const name =
      textAt(it.content, 'testSuite', 'name') ?? textAt(it.content, 'testSuite', 'id') ?? nameIn(it.id);
    return run(it, words('Run tests', name, inPlace('in', it.environment)), 'other');
  },
  testoutput: (it) => once('other', words(verbOf(it), 'test output', nameIn(it.id))),
  artifact: (it) =>
    once('other', words(verbOf(it), it.artifact?.name ?? nameIn(it.id), it.artifact?.version), [
      it.artifact?.name ?? null,
    ]),
  change: (it) => {
    const repository = nameIn(textAt(it.content, 'repository', 'id'));
    return {
      ...once('other', words('Change', nameIn(it.id), inPlace('in', repository)), [repository]),
      phase: life({ created: 'planned', merged: 'finished', abandoned: 'cancelled' }, it),
      folds: 'subject',
    };
  },
  branch: (it) => {
    const repository = nameIn(textAt(it.content, 'repository', 'id'));
    return once('other', words(verbOf(it), 'branch', it.id, inPlace('in', repository)), [repository]);
  },
  repository: (it) => {
    const name = textAt(it.content, 'name') ?? nameIn(it.id);
    return once('other', words(verbOf(it), 'repository', name), [name]);
  },
  incident: (it) => {
    const name = nameIn(textAt(it.content, 'service', 'id'));
    const where = words(name, inPlace('in', it.environment)) || it.id;
    const said = textAt(it.content, 'description');
    return {
      ...once('other', words(`Incident: ${where}`, said && `· ${said}`), [name]),
      phase: life({ detected: 'started', resolved: 'finished' }, it),
      folds: 'subject',
    };
  },
  ticket: (it) => ({
    ...once('other', words(`Ticket ${nameIn(it.id)}:`, textAt(it.content, 'summary') ?? 'no summary')),
    phase: life({ created: 'planned', closed: 'finished' }, it),
    folds: 'subject',
  }),
};

/** Null for a subject that a later version of the vocabulary added. */
export const meaningOf = (it: CdEvent): Meaning | null =>
  Object.hasOwn(meanings, it.subject) ? (meanings[it.subject]?.(it) ?? null) : null;

export const linksOf = ({ content, subject }: CdEvent) => [
  ...linkTo(subject, textAt(content, 'uri')),
  ...linkTo('view', textAt(content, 'viewUrl')),
  ...linkTo('output', textAt(content, 'outputUri')),
];
