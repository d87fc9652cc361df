import { normalise, words } from '@nightjar/query/words';
import { plain, sameName } from '../../change/names.ts';
import { bundleOf } from './bundle.ts';
import type { Priority } from './priorities.ts';
import { priorityOf } from './priority.ts';
import type { Told } from './told.ts';

/**
 * What can be asked of a change: one row of the feed's table, and what a filter's predicate looks at, so that a page and
 * a stream agree. Names are in small letters because case does not tell them apart.
 */
export type Line = {
  readonly id: string;
  readonly org: number;
  readonly at: Date;
  readonly kind: Told['kind'];
  readonly status: Told['status'];
  readonly environment: string | null;
  readonly services: readonly string[];
  /** Who did it, on whose behalf, and `bot` or `human` where that is known. */
  readonly actors: readonly string[];
  readonly source: string;
  readonly version: string | null;
  readonly durationMs: number | null;
  /** By name, and with the value: `team`, `team=money`. */
  readonly tags: readonly string[];
  /** Title, summary and names as one normalised text, for phrases. */
  readonly text: string;
  /** The words of that text, each once. */
  readonly words: readonly string[];
  readonly priority: Priority;
  readonly bundle: string | null;
  /** What priority and bundle follow from that stands in no other column as it was said. */
  readonly title: string;
  readonly previousVersion: string | null;
  readonly startedAt: string | null;
};

/** A line that goes, one that comes, or one in the other's place. */
export type Rewrite = { readonly before: Line | null; readonly after: Line | null };

const actorsOf = ({ name, kind, onBehalfOf }: NonNullable<Told['actor']>): string[] => [
  sameName(name),
  ...(onBehalfOf === null ? [] : [sameName(onBehalfOf)]),
  ...(kind === 'unknown' ? [] : [kind === 'human' ? 'human' : 'bot']),
];

export const lineOf = (org: number, change: Told): Line => {
  const said = [
    change.title,
    change.version,
    change.environment,
    change.actor?.name,
    ...change.services,
    ...Object.values(change.tags),
    change.summary,
  ];
  const text = normalise(plain(said.filter((it) => it !== null && it !== undefined).join(' \n ')));
  // Made when asked for: most lines are only compared, and words are half of what a line costs.
  let found: readonly string[] | undefined;
  let bundle: string | null | undefined;
  return {
    id: change.id,
    org,
    at: new Date(change.at),
    kind: change.kind,
    status: change.status,
    environment: change.environment === null ? null : sameName(change.environment),
    services: change.services.map(sameName),
    actors: change.actor === null ? [] : actorsOf(change.actor),
    source: sameName(change.source),
    version: change.version === null ? null : sameName(change.version),
    durationMs: change.durationMs,
    tags: Object.entries(change.tags).flatMap(([tag, value]) => [sameName(tag), sameName(`${tag}=${value}`)]),
    text,
    get words() {
      found ??= words(text);
      return found;
    },
    get priority() {
      return priorityOf(change);
    },
    get bundle() {
      if (bundle === undefined) bundle = bundleOf(change);
      return bundle;
    },
    title: change.title,
    previousVersion: change.previousVersion,
    startedAt: change.startedAt,
  };
};

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((item, index) => item === b[index]);

/** Whether two lines of one change are the same row; words, priority and bundle follow from what is compared. */
export const sameLine = (a: Line, b: Line): boolean =>
  a.at.getTime() === b.at.getTime() &&
  a.status === b.status &&
  a.durationMs === b.durationMs &&
  a.text === b.text &&
  a.kind === b.kind &&
  a.environment === b.environment &&
  a.version === b.version &&
  a.title === b.title &&
  a.previousVersion === b.previousVersion &&
  a.startedAt === b.startedAt &&
  sameList(a.services, b.services) &&
  sameList(a.actors, b.actors) &&
  sameList(a.tags, b.tags);

/** Fields whose names stand in the index of words too, by one letter: the letters are repeated in every row. */
const letters = {
  service: 's',
  environment: 'e',
  kind: 'k',
  status: 'p',
  actor: 'a',
  version: 'v',
  tag: 't',
} as const;
export type Named = keyof typeof letters;

/**
 * A name as a lexeme beside the words, so that one index answers every mixture of names and words and its statistics tell
 * how frequent each is. No word begins with the sign in front, so neither a word nor its beginning finds a name.
 */
export const lexeme = (field: Named, name: string): string => `=${letters[field]}${name}`;

export const lexemesOf = (line: Line): string[] => [
  ...line.words,
  ...line.services.map((it) => lexeme('service', it)),
  ...line.tags.map((it) => lexeme('tag', it)),
  lexeme('kind', line.kind),
  lexeme('status', line.status),
  ...(line.environment === null ? [] : [lexeme('environment', line.environment)]),
  ...(line.version === null ? [] : [lexeme('version', line.version)]),
  ...line.actors.map((it) => lexeme('actor', it)),
];
