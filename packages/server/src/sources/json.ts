import { parseJson } from '@nightjar/kernel/http/json';
import type { Link } from '../change/observation.ts';
import { mark } from '../change/redaction/rules.ts';

/** Looks into a payload of which nothing is promised: a wrong turn is null, never an exception. */
export const field = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name)
        ? (inner as Record<string, unknown>)[name]
        : null,
    value,
  );

/** A text with something in it, trimmed; else null. */
export const textAt = (value: unknown, ...path: readonly string[]): string | null => {
  const found = field(value, ...path);
  return typeof found === 'string' ? found.trim() || null : null;
};

/** An id, which some senders write as a number and some as a text. */
export const idAt = (value: unknown, ...path: readonly string[]): string | null => {
  const found = field(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? String(found) : textAt(value, ...path);
};

export const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = field(value, ...path);
  return Array.isArray(found) ? found : [];
};

/** A link in a list, or an empty list where there is no usable address. */
export const linkTo = (label: string, url: string | null): readonly Link[] =>
  url !== null && url.length <= 4000 && /^https?:\/\/[^\s/]/i.test(url) ? [{ label, url }] : [];

/** The first line of a text, at most `length` characters. */
export const headline = (text: string | null, length = 120): string | null => {
  const line = text?.split(/\r\n|\r|\n/, 1)[0]?.trim() ?? '';
  if (line === '') return null;
  return line.length <= length ? line : `${line.slice(0, length - 1).toWellFormed()}…`;
};

/** Who an account belongs to: an e-mail address gives its local part, because at which address to write to somebody is not kept. */
export const personIn = (account: string | null): string | null => account?.split('@', 1)[0]?.trim() || null;

/** A text of people without the e-mail addresses in it, which belong to customers as often as to colleagues. */
export const withoutAddresses = (text: string): string =>
  text.replace(/[\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}/g, mark('email'));

/** The first text among several places in which senders put the same thing. */
export const firstText = (value: unknown, ...paths: readonly (readonly string[])[]): string | null =>
  paths.reduce<string | null>((found, path) => found ?? textAt(value, ...path), null);
/** JSON that a sender put into a text: what it says, or null where it is none, or is nested too deeply. */
export const jsonIn = (text: string | null): unknown => {
  if (text === null) return null;
  try {
    return parseJson(Buffer.from(text));
  } catch {
    return null;
  }
};

/** What a table of a vendor's words says of one; undefined of a word that it lacks, and of what every object has (`constructor`). */
export const entryOf = <Value>(
  table: Readonly<Record<string, Value>>,
  word: string | null,
): Value | undefined => (word !== null && Object.hasOwn(table, word) ? table[word] : undefined);
