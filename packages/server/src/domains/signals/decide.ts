import type { Decider } from '@nightjar/kernel/decide';
import { refusals } from '@nightjar/kernel/refusal';
import type { Said, SignalRule, SignalRuleFact } from './events.ts';

export const refuse = refusals({
  'signal-rules.unknown': {
    kind: 'missing',
    says: 'There is no rule of this name.',
    next: 'List them: `nightjar signals rules`.',
  },
  'signal-rules.name': {
    kind: 'invalid',
    says: 'A rule is named in small letters, digits and hyphens, at most 60 of them.',
    next: 'Name it by what it tells: checkout-latency.',
  },
  'signal-rules.form': {
    kind: 'invalid',
    says: 'The rule cannot be used as it stands.',
    next: 'Mend the field that the pointer names.',
  },
  'signal-rules.too-many': {
    kind: 'conflict',
    says: 'There are at most 200 rules.',
    next: 'Remove one that tells nothing any more, or let one query answer for several services by a label.',
  },
});

const mostRules = 200;
const longestText = 200;
const longestQuery = 4_000;
const [soonest, latest] = [10, 3_600];

export type SignalRules = ReadonlyMap<string, SignalRule>;

export const rulesDecider: Decider<SignalRules, SignalRuleFact> = {
  initial: new Map(),
  evolve: (rules, { type, data }) => {
    const after = new Map(rules);
    if (type === 'SignalRuleRemoved') after.delete(data.name);
    else after.set(data.name, data);
    return after;
  },
};

/** The name, or a refusal of what is none. */
export const named = (name: string): string => {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(name))
    throw refuse('signal-rules.name', { detail: `${JSON.stringify(name.slice(0, 60))} is no such name.` });
  return name;
};

const wrong = (pointer: string, detail: string): Error => refuse('signal-rules.form', { pointer, detail });

const checkText = (pointer: string, text: string, longest = longestText): void => {
  if (text.trim() === '') throw wrong(pointer, 'It is empty.');
  if (text.length > longest) throw wrong(pointer, `It has more than ${longest} characters.`);
  if (/\p{Cs}|\0/u.test(text)) throw wrong(pointer, 'It has characters that no text has.');
};

const checkSaid = (pointer: string, said: Said): void =>
  'label' in said ? checkText(`${pointer}/label`, said.label) : checkText(`${pointer}/fixed`, said.fixed);

/** What a token is for: scheme, host and port. A path may follow; a secret may not be in it, for facts are never forgotten. */
const checkUrl = (text: string): void => {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol))
    throw wrong('/from/url', 'It is no address that begins with http:// or https://.');
  if (url.username !== '' || url.password !== '')
    throw wrong('/from/url', 'It holds a name or a password. Set NIGHTJAR_PROMETHEUS_TOKENS instead.');
  if (url.search !== '' || url.hash !== '')
    throw wrong('/from/url', 'It has a "?" or "#": only a path may follow.');
  checkText('/from/url', text, 500);
};

const checkFrom = (from: SignalRule['from']): void => {
  if (from.is === 'query') {
    checkUrl(from.url);
    checkText('/from/query', from.query, longestQuery);
    if (from.everySeconds < soonest || from.everySeconds > latest)
      throw wrong('/from/everySeconds', `It is not from ${soonest} to ${latest}.`);
    return;
  }
  checkText('/from/metric', from.metric);
  const labels = Object.entries(from.labels);
  if (labels.length > 20) throw wrong('/from/labels', 'There are more than 20.');
  for (const [label, value] of labels) {
    checkText('/from/labels', label);
    if (value !== '') checkText('/from/labels', value);
  }
};

const check = (rule: SignalRule): void => {
  named(rule.name);
  checkText('/signal', rule.signal, 100);
  for (const field of ['stat', 'unit', 'instance', 'peer'] as const) {
    const text = rule[field];
    if (text !== null) checkText(`/${field}`, text, field === 'unit' ? 20 : 100);
  }
  checkSaid('/service', rule.service);
  if (rule.environment !== null) checkSaid('/environment', rule.environment);
  checkFrom(rule.from);
};

const isSame = (a: SignalRule, b: SignalRule): boolean => {
  const sorted = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.entries(value)
          .map(([name, inner]) => [name, sorted(inner)] as const)
          .sort(([x], [y]) => (x < y ? -1 : 1))
      : value;
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
};

/** The same again is no fact; another of the name takes its place. */
export const setRule =
  (rule: SignalRule) =>
  (rules: SignalRules): SignalRuleFact[] => {
    check(rule);
    const before = rules.get(rule.name);
    if (before !== undefined && isSame(before, rule)) return [];
    if (before === undefined && rules.size >= mostRules) throw refuse('signal-rules.too-many');
    return [{ type: 'SignalRuleSet', data: rule }];
  };

export const removeRule =
  (name: string) =>
  (rules: SignalRules): SignalRuleFact[] => {
    if (!rules.has(name))
      throw refuse('signal-rules.unknown', { detail: `There is no ${name.slice(0, 60)}.` });
    return [{ type: 'SignalRuleRemoved', data: { name } }];
  };
