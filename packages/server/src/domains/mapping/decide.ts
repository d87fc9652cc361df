import type { Decider } from '@nightjar/kernel/decide';
import { refusals } from '@nightjar/kernel/refusal';
import type { DefaultSet, RuleFact, RuleSet } from './events.ts';

export const refuse = refusals({
  'mapping.no-rule': {
    kind: 'missing',
    says: 'There is no rule with this id.',
    next: 'List them: `nightjar sources rules`.',
  },
  'mapping.rule': {
    kind: 'invalid',
    says: 'This is no rule.',
    next: 'Say what a sender writes (a join and its value, or a name) and the service it means; or an environment and the one it means.',
  },
  'mapping.unknown-source': {
    kind: 'missing',
    says: 'No source has this name.',
    next: 'Name a source that reports, or * for all of them.',
  },
  'mapping.not-read': {
    kind: 'conflict',
    says: 'Reports of this source came over the API, with the services named by who sent them; no rule is asked about them.',
    next: 'Make the name an alias of the service: its page then shows what was reported under it, of the past as well.',
  },
});

type Rule = { readonly is: 'none' } | { readonly is: 'set'; readonly said: RuleSet['data'] };

export const ruleDecider: Decider<Rule, RuleFact> = {
  initial: { is: 'none' },
  evolve: (_, fact) => (fact.type === 'RuleSet' ? { is: 'set', said: fact.data } : { is: 'none' }),
};

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The same again is no fact, whoever says it. */
export const setRule =
  (said: RuleSet['data']) =>
  (rule: Rule): RuleFact[] => {
    const isEnvironment = said.match.is === 'environment';
    if (isEnvironment !== 'environment' in said.to)
      throw refuse('mapping.rule', {
        detail: isEnvironment
          ? 'An environment means an environment, not a service.'
          : 'What names a service means a service, not an environment.',
        pointer: '/to',
      });
    if (rule.is === 'set' && same(rule.said.to, said.to)) return [];
    return [{ type: 'RuleSet', data: said }];
  };

export const removeRule =
  (id: string, by: string) =>
  (rule: Rule): RuleFact[] => {
    if (rule.is === 'none') throw refuse('mapping.no-rule', { detail: `There is no rule ${id}.` });
    return [{ type: 'RuleRemoved', data: { rule: id, by } }];
  };

type Default = Pick<DefaultSet['data'], 'service' | 'environment'>;

export const defaultDecider: Decider<Default, DefaultSet> = {
  initial: { service: null, environment: null },
  evolve: (_, { data: { service, environment } }) => ({ service, environment }),
};

export const setDefault =
  (said: DefaultSet['data']) =>
  (before: Default): DefaultSet[] => {
    const { service, environment } = said;
    return same(before, { service, environment }) ? [] : [{ type: 'DefaultSet', data: said }];
  };
