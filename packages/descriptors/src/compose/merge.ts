import { type Fields, fieldsOf, textOf } from '../unknown.ts';

/** `["A=1", "B"]` and `{A: 1, B: null}` are the same; null is what the environment brings. */
export const pairsOf = (value: unknown): Record<string, string | null> => {
  if (!Array.isArray(value))
    return Object.fromEntries(
      Object.entries(fieldsOf(value)).map(([key, inner]) => [key, textOf(inner) ?? null]),
    );
  return Object.fromEntries(
    value.flatMap((entry): [string, string | null][] => {
      const text = textOf(entry);
      if (text === undefined) return [];
      const equals = text.indexOf('=');
      return [equals < 0 ? [text, null] : [text.slice(0, equals), text.slice(equals + 1)]];
    }),
  );
};

/** `["a", "b"]` and `{a: {…}, b: {…}}`: the names. */
export const namesOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.flatMap((name) => textOf(name) ?? []) : Object.keys(fieldsOf(value));

const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

const asPairs = new Set(['environment', 'labels', 'args']);
const asNames = new Set(['depends_on', 'networks']);
const replaced = new Set(['command', 'entrypoint', 'test', 'dns_search']);

/**
 * One file's word over another's (docs.docker.com, Merge): maps are merged, lists are joined, a command is replaced;
 * `environment`, `labels`, `depends_on` and `networks` are maps however they are written.
 */
export const merged = (under: Fields, over: Fields): Fields => {
  const all: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const before = all[key];
    if (before === undefined || value === null || replaced.has(key)) all[key] = value ?? before;
    else if (asPairs.has(key)) all[key] = { ...pairsOf(before), ...pairsOf(value) };
    else if (asNames.has(key)) all[key] = { ...named(before), ...named(value) };
    else if (Array.isArray(before) || Array.isArray(value)) all[key] = [...listOf(before), ...listOf(value)];
    else if (typeof before === 'object' && typeof value === 'object')
      all[key] = merged(fieldsOf(before), fieldsOf(value));
    else all[key] = value;
  }
  return all;
};

const named = (value: unknown): Fields =>
  Array.isArray(value) ? Object.fromEntries(namesOf(value).map((name) => [name, null])) : fieldsOf(value);
