import { sameName } from '../../../change/names.ts';

/** One spelling for each name, that of whoever was asked first: case does not tell services apart. */
export type Names = {
  readonly spell: (name: string) => string;
  /** From now on both mean the same. */
  readonly alias: (name: string, of: string) => void;
};

export const spelledAs = (first: readonly string[]): Names => {
  const known = new Map<string, string>();
  const spell = (name: string): string => {
    const key = sameName(name);
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, name);
    return name;
  };
  for (const name of first) spell(name);
  return { spell, alias: (name, of) => void known.set(sameName(name), spell(of)) };
};
