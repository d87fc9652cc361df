import type { Phase } from '../../change/observation.ts';
import { environment, noStatement, service, version } from './words.ts';

/** What a line states: that something was deployed, rolled back or turned, and how far it came. */
export type Statement = {
  readonly what: 'deploy' | 'rollback' | 'flag-on' | 'flag-off';
  readonly phase: Phase;
  readonly service: string | null;
  readonly version: string | null;
  readonly previousVersion: string | null;
  readonly environment: string | null;
  readonly person: string | null;
};

const done = 'deployed|released|shipped|rolled[ -]out|promoted|rolled[ -]back|reverted';
const doing = 'deploying|releasing|shipping|rolling[ -]out|promoting|rolling[ -]back|reverting';
const nouns = 'deploy(?:ment)?|release|rollout|rollback';

const isRollback = /\b(?:roll(?:ed|ing)?[ -]?back|rollback|revert(?:ed|ing))\b/i;
const isDeploy = new RegExp(`\\b(?:${done}|${doing}|${nouns}|deploy)\\b`, 'i');

/** How far it came, by the first of these that a line holds. */
const courses: readonly (readonly [Phase, RegExp])[] = [
  [
    'failed',
    /\b(?:fail(?:ed|ure|s|ing)?|errored|error|unsuccessful(?:ly)?|could not|couldn't|unable to|timed out|broken)\b/i,
  ],
  ['cancelled', /\b(?:cancell?ed|aborted|skipped|stopped)\b/i],
  ['planned', /\bqueued\b/i],
  [
    'started',
    new RegExp(
      `\\b(?:${doing}|started|starting|starts|beginning|began|in progress|being|initiated|triggered|running)\\b`,
      'i',
    ),
  ],
  [
    'finished',
    new RegExp(
      `\\b(?:${done}|succeeded|success(?:ful(?:ly)?)?|complete[ds]?|finished|done|passed|is live|now live)\\b`,
      'i',
    ),
  ],
];

export const courseIn = (line: string): Phase | null =>
  courses.find(([, pattern]) => pattern.test(line))?.[0] ?? null;

const of = `(?:(?:version |release )?(?<v1>${version}|(?<=version )[\\w.+-]{1,60}) (?:of|for) )?(?:the )?(?:service |app |application |component )?`;
const named = `(?<service>${service})(?:[ :@]+(?:version |at )?\\(?(?<v2>${version}))?`;

/** Where the service stands: after the verb, after the noun, before either. In the order in which they are believed. */
const shapes: readonly RegExp[] = [
  new RegExp(
    `\\b(?:${done}|${doing}|(?:fail(?:ed|s) to|could not|couldn't|unable to) (?:deploy|release|roll back|roll out))[: ]+(?:back )?(?:version )?${of}${named}`,
    'i',
  ),
  new RegExp(`\\b(?:${nouns}) (?:of|for) ${of}${named}`, 'i'),
  new RegExp(
    `(?:^|[\\s[(:])${named}\\)?\\]?:? (?:(?:has been|have been|was|is|got|been|being|just|now|successfully|currently) )*(?:${done}|${nouns})\\b`,
    'i',
  ),
  new RegExp(
    `\\b(?:${nouns}) (?:has |was |is )?(?:started|succeeded|failed|completed|finished|done|successful)[: -]+${of}${named}`,
    'i',
  ),
];

const isEnvironment = new RegExp(`^${environment}$`, 'i');
const somewhere = new RegExp(
  `(?:\\b(?:to|in|into|on|onto) (?:the )?|→ ?|-> ?|[[(])(?<environment>${environment})(?![\\w.])`,
  'i',
);
const isFlag = /\bflag\b/i;
const flag =
  /\b(?:(?:turned|switched) (?<way>on|off)|(?<state>enabled|disabled)) (?:the )?(?:feature )?flag (?<flag>[\w.-]{1,100}(?: [\w.-]{1,50}){0,6}?)(?= (?:in|for|on|by|to)\b|[.,!:(]|$)/i;
const flagAfter =
  /\b(?:feature )?flag (?<flag>[\w.-]{1,100}(?: [\w.-]{1,50}){0,6}?) (?:was |is now |has been )?(?:(?:turned|switched) (?<way>on|off)|(?<state>enabled|disabled))\b/i;

const lastPart = (text: string): string =>
  text
    .replace(/[./-]+$/, '')
    .split('/')
    .at(-1) ?? text;

const groupsOf = (pattern: RegExp, line: string): Readonly<Record<string, string | undefined>> | null =>
  pattern.exec(line)?.groups ?? null;

const serviceIn = (line: string) => {
  for (const shape of shapes) {
    const groups = groupsOf(shape, line);
    const name = groups?.['service'];
    if (groups === null || name === undefined || isEnvironment.test(name)) continue;
    return { name: lastPart(name), version: groups['v1'] ?? groups['v2'] ?? null };
  }
  return null;
};

const wordThenVersion = (words: string): RegExp =>
  new RegExp(`\\b(?:${words}) (?:version )?(?<found>${version})(?![\\w%])`, 'i');
const before = wordThenVersion('from|was');
const rolledTo = wordThenVersion('to|version');
const deployedAs = wordThenVersion('to|version|at');
const anyVersion = new RegExp(`(?:^|[\\s(:@])(?<found>${version})(?![\\w%])`, 'i');
const subject = new RegExp(
  `^@?([A-Za-z][\\w.-]{1,60}) (?:just |has |is )?(?:${done}|${doing}|turned|enabled|disabled)\\b`,
  'i',
);

const versionAt = (pattern: RegExp, line: string): string | null =>
  groupsOf(pattern, line)?.['found'] ?? null;

const noPerson = /^(?:successfully|we|i|it|now|version|started|starting|finished|failed|and)$/i;

/** `by joey`, and who stands before the verb: `joey deployed pricing`. */
const personIn = (line: string, service: string | null): string | null => {
  const found = /\bby @?([A-Za-z][\w.-]{1,60})/.exec(line)?.[1] ?? subject.exec(line)?.[1] ?? null;
  return found === null || found === service || noPerson.test(found) ? null : found;
};

/** Why a line states nothing, where it speaks of a deploy at all. */
export const passedOver = (line: string): string | null =>
  noStatement.find(([, pattern]) => pattern.test(line))?.[0] ?? null;

const flagIn = (line: string): Statement | null => {
  const groups = groupsOf(flag, line) ?? groupsOf(flagAfter, line);
  const name = groups?.['flag'];
  if (groups === null || name === undefined) return null;
  const isOn = (groups['way'] ?? groups['state'] ?? '').toLowerCase().replace('enabled', 'on') === 'on';
  return {
    what: isOn ? 'flag-on' : 'flag-off',
    phase: 'finished',
    service: name,
    version: null,
    previousVersion: null,
    environment: groupsOf(somewhere, line)?.['environment'] ?? null,
    person: personIn(line, name),
  };
};

/** What a line of plain text states, or null. */
export const statementIn = (line: string): Statement | null => {
  const rollback = isRollback.test(line);
  const isTurn = isFlag.test(line);
  if ((!rollback && !isTurn && !isDeploy.test(line)) || passedOver(line) !== null) return null;
  const turned = isTurn ? flagIn(line) : null;
  if (turned !== null) return turned;
  const found = serviceIn(line);
  const previous = versionAt(before, line);
  const target = versionAt(rollback ? rolledTo : deployedAs, line);
  const any = versionAt(anyVersion, line);
  const phase = courseIn(line) ?? (rollback && /\brollback of\b/i.test(line) ? 'finished' : null);
  return phase === null
    ? null
    : {
        what: rollback ? 'rollback' : 'deploy',
        phase,
        service: found?.name ?? null,
        version: target ?? (rollback ? null : (found?.version ?? (any === previous ? null : any))),
        previousVersion: previous ?? (rollback && target !== null ? (found?.version ?? null) : null),
        environment: groupsOf(somewhere, line)?.['environment'] ?? null,
        person: personIn(line, found?.name ?? null),
      };
};
