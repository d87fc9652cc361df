import type { Ref } from '@nightjar/descriptors/ref';
import type { Fact } from '@nightjar/kernel/fact';

/** How a sender calls it: by an id that the catalog may know, by a name, or an environment by its name. */
export type Match =
  | { readonly is: 'join'; readonly join: string; readonly value: string }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'environment'; readonly environment: string };

/** What is meant by it. */
export type Meant = { readonly service: Ref } | { readonly environment: string };

/** A person says what a sender means; for one source, or for all (`*`). It takes the place of what was said before of the same. */
export type RuleSet = Fact<
  'RuleSet',
  {
    readonly rule: string;
    readonly source: string;
    readonly match: Match;
    readonly to: Meant;
    /** What whoever said it is called. */
    readonly by: string;
  }
>;

type RuleRemoved = Fact<'RuleRemoved', { readonly rule: string; readonly by: string }>;

/** What a source's reports are about where nothing else tells; null where nothing is to be assumed. */
export type DefaultSet = Fact<
  'DefaultSet',
  {
    readonly source: string;
    readonly service: Ref | null;
    readonly environment: string | null;
    readonly by: string;
  }
>;

export type RuleFact = RuleSet | RuleRemoved;
export type MappingFact = RuleFact | DefaultSet;

export const ruleStream = (rule: string): string => `mapping-rule:${rule}`;
export const defaultStream = (source: string): string => `mapping-default:${source}`;
