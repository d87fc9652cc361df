import { type Definition, definitionsIn, sharedRulesIn } from './definition.ts';

/** What became of one flag, or of one rule that flags share. */
export type Difference = {
  readonly of: 'flag' | 'rule';
  readonly name: string;
  /** What was done, to stand before the flag: `Turn on`. */
  readonly verb: string;
  readonly before: string | null;
  readonly after: string | null;
};

/** On is what answers: a flag that is enabled, and whose answer is not a plain no to everybody. */
const isOn = ({ enabled, answer, targeting }: Definition): boolean =>
  enabled && !(answer === false && targeting === '{}');

const verbOf = (before: Definition | undefined, after: Definition | undefined): string | null => {
  if (after === undefined) return before === undefined ? null : 'Remove';
  if (before === undefined) return isOn(after) ? 'Add' : null;
  if (isOn(before) !== isOn(after)) return isOn(after) ? 'Turn on' : 'Turn off';
  // What is off answers nobody, whatever else its definition says.
  if (!isOn(after)) return null;
  if (before.fallback !== after.fallback) return 'Change the default of';
  if (before.targeting !== after.targeting) return 'Change the targeting of';
  return before.variants === after.variants ? null : 'Change the variants of';
};

const namesIn = (...maps: readonly ReadonlyMap<string, unknown>[]): string[] => [
  ...new Set(maps.flatMap((map) => [...map.keys()])),
];

/** What differs between two files of definitions, a line for each flag and each shared rule. Descriptions and metadata do not count. */
export const differences = (before: unknown, after: unknown): Difference[] => {
  const [old, fresh] = [definitionsIn(before), definitionsIn(after)];
  const flags = namesIn(old, fresh).flatMap((name): Difference[] => {
    const [was, is] = [old.get(name), fresh.get(name)];
    const verb = verbOf(was, is);
    if (verb === null) return [];
    return [{ of: 'flag', name, verb, before: was?.fallback ?? null, after: is?.fallback ?? null }];
  });
  const [oldRules, freshRules] = [sharedRulesIn(before), sharedRulesIn(after)];
  const rules = namesIn(oldRules, freshRules)
    .filter((name) => oldRules.get(name) !== freshRules.get(name))
    .map((name): Difference => ({ of: 'rule', name, verb: 'Change', before: null, after: null }));
  return [...flags, ...rules];
};
