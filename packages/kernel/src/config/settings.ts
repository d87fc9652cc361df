import { refusals } from '../refusal.ts';
import { nearest } from './nearest.ts';
import type { Parser } from './parsers.ts';

/** One row of the table of settings. */
export type Setting<Value> = {
  /** The variable: `NIGHTJAR_PORT`. */
  readonly env: string;
  readonly parse: Parser<Value>;
  /** As somebody would write it; the setting is undefined without one. */
  readonly default?: string;
  /** A sentence or two, for docs/reference/config.md. */
  readonly doc: string;
  /** Never shown. A function shows what may be seen of it. */
  readonly secret?: true | ((text: string) => string);
  /** Who reads it, where that is not the server: it is known here, so that it is no mistake. */
  readonly readBy?: 'command' | 'tests';
};

// biome-ignore lint/suspicious/noExplicitAny: a table holds settings of many types; each keeps its own in Settings<Table>.
export type Table = Readonly<Record<string, Setting<any>>>;

export type Settings<T extends Table> = {
  readonly [Name in keyof T]: T[Name] extends { readonly parse: Parser<infer Value> }
    ? T[Name] extends { readonly default: string }
      ? Value
      : Value | undefined
    : never;
};

export type Environment = Readonly<Record<string, string | undefined>>;

const refuse = refusals({
  'settings.invalid': {
    kind: 'invalid',
    says: 'The environment holds a setting that cannot be used.',
    next: 'Correct the variables named; docs/reference/config.md lists them all.',
  },
});

/** A sentence for each variable of ours that no row of the table reads. */
export const unknownSettings = (table: Table, env: Environment): string[] => {
  const known = Object.values(table).map((setting) => setting.env);
  return Object.keys(env)
    .filter((name) => name.startsWith('NIGHTJAR_') && !known.includes(name))
    .map((name) => `${name} is not a setting; the nearest is ${nearest(name, known)}.`);
};

/** What is in force of a setting: an empty variable counts as none, which is what `FOO=` in a compose file means. */
export const inForce = (setting: Setting<unknown>, env: Environment): string | undefined =>
  env[setting.env]?.trim() || setting.default;

/** Reads every setting, once. Refuses with all that is wrong in one sentence each; never repeats a secret. */
export const readSettings = <T extends Table>(table: T, env: Environment): Settings<T> => {
  const problems = unknownSettings(table, env);
  const values = Object.entries(table).map(([name, setting]) => {
    const given = inForce(setting, env);
    if (given === undefined) return [name, undefined];
    const value: unknown = setting.parse.of(given);
    if (value === undefined)
      problems.push(
        `${setting.env} must be ${setting.parse.says}${setting.secret ? '' : `, and is ${JSON.stringify(given)}`}.`,
      );
    return [name, value];
  });
  if (problems.length > 0) throw refuse('settings.invalid', { detail: problems.join('\n') });
  return Object.fromEntries(values) as Settings<T>;
};
