import { byName, mark, maybeName, maybeShape, shapes } from './rules.ts';

export type Redacted = {
  readonly value: unknown;
  /** Rules that found something, each once. Empty: the value is the very one that was given. */
  readonly rules: readonly string[];
};

/** Marks that stand already are left alone, so that what is redacted twice is redacted once. */
const isMark = (text: string): boolean => /^(?:[^\s@]*@)?\[redacted:[a-z-]+(?::[0-9a-f]{16})?\]$/.test(text);

const inText = (text: string, found: Set<string>): string => {
  if (!maybeShape.test(text)) return text;
  let clean = text;
  for (const { rule, pattern } of shapes) {
    clean = clean.replace(pattern, (secret) => {
      if (secret.includes('[redacted:')) return secret;
      found.add(rule);
      return mark(rule);
    });
  }
  return clean;
};

/** `{ "name": "DB_PASSWORD", "value": "…" }`, as environments of containers are written, is a member of that name. */
const pairName = (held: Record<string, unknown>): string | null => {
  const name = held['name'] ?? held['key'];
  return typeof name === 'string' && name.length <= 200 ? name : null;
};

const member = (name: string, value: unknown, found: Set<string>): unknown => {
  if (typeof value !== 'string' || value === '' || isMark(value)) return walked(value, found);
  const instead = byName(name, value);
  if (instead === null) return inText(value, found);
  found.add(/^[^[]*\[redacted:([a-z-]+)/.exec(instead)?.[1] ?? 'secret');
  return instead;
};

/**
 * Copies only what it must: a value in which nothing was found is the one that was given. Payloads nest at most a hundred levels
 * deep (kernel/http/json.ts).
 */
const walked = (value: unknown, found: Set<string>): unknown => {
  if (typeof value === 'string') return inText(value, found);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list = value.map((item) => walked(item, found));
    return list.some((item, index) => item !== value[index]) ? list : value;
  }
  const held = value as Record<string, unknown>;
  const pair = pairName(held);
  const entries = Object.entries(value).map(([name, inner]): [string, unknown] => [
    name,
    member(name === 'value' && pair !== null ? pair : name, inner, found),
  ]);
  return entries.some(([name, inner]) => inner !== held[name]) ? Object.fromEntries(entries) : value;
};

/** A payload without secrets: what is kept of it is what this leaves. Pure, and done again it finds nothing more. */
export const redact = (value: unknown): Redacted => {
  const found = new Set<string>();
  const clean = walked(value, found);
  return { value: clean, rules: [...found].sort() };
};

/** Whether a payload may hold any, by its text alone: most do not, and are not walked through. */
export const maySecret = (text: string): boolean => maybeName.test(text) || maybeShape.test(text);
