import { at, listAt, textAt } from '../unknown.ts';
import type { Seen } from './object.ts';

type Maps = (name: string) => Seen | undefined;

/** A variable of a container, and how deliberately it is there. */
export type Variable = {
  readonly name: string;
  readonly value: string;
  readonly from:
    | { readonly is: 'own' }
    /** One key of a map, picked by name. */
    | { readonly is: 'picked'; readonly map: string }
    /** One of all keys of a map that is imported whole: the container may never read it. */
    | { readonly is: 'imported'; readonly map: string };
};

const imported = (container: unknown, maps: Maps): Variable[] =>
  listAt(container, 'envFrom').flatMap((entry) => {
    const map = textAt(entry, 'configMapRef', 'name');
    const prefix = textAt(entry, 'prefix') ?? '';
    const data = map === undefined ? undefined : maps(map)?.data;
    return map === undefined || data === undefined
      ? []
      : Object.entries(data).map(([key, value]) => ({
          name: prefix + key,
          value,
          from: { is: 'imported' as const, map },
        }));
  });

/** A value that a Secret holds (`secretKeyRef`) is not asked for; nor is what only the running pod knows (`fieldRef`). */
const own = (container: unknown, maps: Maps): Variable[] =>
  listAt(container, 'env').flatMap((entry): Variable[] => {
    const name = textAt(entry, 'name');
    if (name === undefined) return [];
    const picked = at(entry, 'valueFrom', 'configMapKeyRef');
    const map = textAt(picked, 'name');
    if (map !== undefined) {
      const value = maps(map)?.data[textAt(picked, 'key') ?? ''];
      return value === undefined ? [] : [{ name, value, from: { is: 'picked', map } }];
    }
    const value = textAt(entry, 'value');
    return value === undefined ? [] : [{ name, value, from: { is: 'own' } }];
  });

/** `$(NAME)` in a value stands for the variable NAME (core/v1 EnvVar); one that is not there stays as it is written. */
const expanded = (variables: readonly Variable[]): Variable[] => {
  const values = new Map(variables.map(({ name, value }) => [name, value]));
  return variables.map((variable) => ({
    ...variable,
    value: variable.value
      .replace(/\$\(([\w.-]+)\)/g, (whole, name: string) => values.get(name) ?? whole)
      .slice(0, 100_000),
  }));
};

/** The variables of a container; its own `env` wins over what it imports. */
export const variablesOf = (container: unknown, maps: Maps): Variable[] => {
  const mine = own(container, maps);
  const names = new Set(mine.map(({ name }) => name));
  return expanded([...imported(container, maps).filter(({ name }) => !names.has(name)), ...mine]);
};
