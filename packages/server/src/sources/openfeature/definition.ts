import { canonical } from '../../change/identity.ts';
import { field, listAt, textAt } from '../json.ts';

/** A flag as flagd reads it (flagd.dev/schema/v0/flags.json): what decides about its answers, and nothing else. */
export type Definition = {
  readonly enabled: boolean;
  /** The variant for whom no rule speaks. */
  readonly fallback: string | null;
  /** The value of that variant, where it is a plain yes or no. */
  readonly answer: boolean | null;
  readonly variants: string;
  readonly targeting: string;
};

const definitionOf = (flag: unknown): Definition => {
  const fallback = textAt(flag, 'defaultVariant');
  const answer = fallback === null ? null : field(flag, 'variants', fallback);
  return {
    enabled: textAt(flag, 'state')?.toUpperCase() !== 'DISABLED',
    fallback,
    answer: typeof answer === 'boolean' ? answer : null,
    variants: canonical(field(flag, 'variants') ?? {}),
    targeting: canonical(field(flag, 'targeting') ?? {}),
  };
};

const entriesOf = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];

/** The flags of a file: a map by key, or, as newer schemas allow, a list whose items hold their keys. */
export const definitionsIn = (file: unknown): ReadonlyMap<string, Definition> => {
  const listed = listAt(file, 'flags').flatMap((flag): [string, unknown][] => {
    const key = textAt(flag, 'key');
    return key === null ? [] : [[key, flag]];
  });
  const all = listed.length > 0 ? listed : entriesOf(field(file, 'flags'));
  return new Map(all.map(([key, flag]) => [key, definitionOf(flag)]));
};

/** Rules that flags share by `$ref`, as one text each. */
export const sharedRulesIn = (file: unknown): ReadonlyMap<string, string> =>
  new Map(entriesOf(field(file, '$evaluators')).map(([name, rule]) => [name, canonical(rule)]));
