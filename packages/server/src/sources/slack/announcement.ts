import { knownIn, projectIn } from './known-bots.ts';
import type { BotMessage } from './message.ts';
import { type Named, namedIn } from './named-fields.ts';
import { plainText } from './plain-text.ts';
import { courseIn, passedOver, type Statement, statementIn } from './statement.ts';

export type Announced =
  | { readonly is: 'announcement'; readonly statement: Statement; readonly line: string }
  | { readonly is: 'not'; readonly why: string };

/** Lines that may speak of a deploy: the reason why they do not count is worth telling. */
const speaksOfIt = /deploy|releas|roll(?:ed|ing)?[ -]?(?:back|out)|\bflag\b/i;

/** A commit as people write it. */
const shortened = (version: string | null): string | null =>
  version !== null && /^[0-9a-f]{40}$/i.test(version) ? version.slice(0, 7) : version;

const filled = (statement: Statement, named: Named, lines: readonly string[]): Statement => {
  const beneath =
    statement.service === null ? (lines.map(projectIn).find((it) => it !== null) ?? null) : null;
  return {
    ...statement,
    // A field says how it went in one word; the line above it is often only a heading.
    phase: (named.status === undefined ? null : courseIn(named.status)) ?? statement.phase,
    service: named.service ?? statement.service ?? beneath?.service ?? null,
    version: shortened(statement.version ?? named.version?.slice(0, 60) ?? null),
    environment: statement.environment ?? named.environment ?? null,
    person: statement.person ?? named.person ?? beneath?.person ?? null,
  };
};

/** `We released the kraken` has a verb and a name. A failure and a roll-back say enough by themselves. */
const isVague = ({ what, phase, version, environment }: Statement): boolean =>
  what === 'deploy' && phase !== 'failed' && version === null && environment === null;

/** A heading such as `Deployment` or `Release pricing` above a field that says how it went. */
const heading = (lines: readonly string[], named: Named): Statement | null => {
  const phase = named.status === undefined ? null : courseIn(named.status);
  const [first] = lines;
  if (
    phase === null ||
    first === undefined ||
    !/\b(?:deploy(?:ment)?|release|rollout|rollback)\b/i.test(first)
  )
    return null;
  if (passedOver(first) !== null) return null;
  const what = /rollback/i.test(first) ? 'rollback' : 'deploy';
  return {
    what,
    phase,
    service: null,
    version: null,
    previousVersion: null,
    environment: null,
    person: null,
  };
};

/** What a bot announces, by the first line that states something, completed from the fields. */
export const announcedIn = ({ texts, fields }: BotMessage): Announced => {
  const lines = texts
    .flatMap((text) => plainText(text).split('\n'))
    .map((line) => line.slice(0, 300).trimEnd())
    .filter((line) => line.trim() !== '')
    .slice(0, 40);
  const named = namedIn(fields, lines);
  let why: string | null = null;
  for (const line of lines) {
    const known = knownIn(line);
    const statement = known ?? statementIn(line.trim());
    if (statement === null) {
      if (why === null && speaksOfIt.test(line)) why = passedOver(line);
      // A first line that asks, plans or warns makes the rest of its message no statement either.
      if (line === lines[0] && passedOver(line) !== null) break;
      continue;
    }
    const whole = filled(statement, named, lines);
    if (whole.service === null) why ??= 'no service by name';
    else if (known === null && isVague(whole)) why ??= 'neither a version nor an environment';
    else return { is: 'announcement', statement: whole, line: line.trim() };
  }
  const titled = why === null ? heading(lines, named) : null;
  const whole = titled === null ? null : filled(titled, named, lines);
  if (whole !== null && whole.service !== null)
    return { is: 'announcement', statement: whole, line: lines[0] ?? '' };
  return {
    is: 'not',
    why: why === null ? 'It announces nothing that changed.' : `It announces nothing that changed: ${why}.`,
  };
};
