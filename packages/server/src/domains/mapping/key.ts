import { fold } from '@nightjar/query/fold';
import type { Hint } from '../../change/hint.ts';
import { keyOfContent } from '../../change/identity.ts';
import { routingDigest } from '../../change/redaction/rules.ts';
import type { Match } from './events.ts';

/** A name as names are compared here: neither case nor how its words are parted tells it from another. */
export const loose = (name: string): string => fold(name.trim()).replace(/[\s_.-]+/g, '-');

/**
 * How two systems' words for one thing are compared: without case. What is called a key is a secret: facts and payloads hold its
 * digest alone (`[redacted:routing-key:…]`), so that of the catalog's word is taken as well.
 */
export const joinKey = ({ join, value }: Hint): string => {
  const name = fold(join.trim());
  const isDigest = /^[0-9a-f]{16}$/.test(value);
  const said = name.endsWith('-key') && !isDigest ? routingDigest(value.trim()) : fold(value.trim());
  return `${name}=${said}`;
};

/** What a rule is asked for, within its source. */
export const matchKey = (match: Match): string => {
  switch (match.is) {
    case 'join':
      return `join ${joinKey(match)}`;
    case 'name':
      return `name ${loose(match.name)}`;
    case 'environment':
      return `environment ${fold(match.environment.trim())}`;
  }
};

/** Derived, so that whoever says the same again speaks of the same rule. */
export const ruleId = (source: string, match: Match): string =>
  `rule_${keyOfContent([source, matchKey(match)]).slice('content:'.length, 'content:'.length + 12)}`;
