import { inPlaceOf, mark, maybeShape, ruleOf, shapes } from './rules.ts';

export type Redacted = {
  readonly value: unknown;
  /** Rules that found something, each once. Empty: the value is the very one that was given. */
  readonly rules: readonly string[];
};

/** Marks that stand already are left alone, so that what is redacted twice is redacted once. */
const isMark = (text: string): boolean => /^(?:[^\s@]*@)?\[redacted:[a-z-]+(?::[0-9a-f]{16})?\]$/.test(text);

/** What a member's name asks for in place of its value, or null. */
const byName = (name: string, value: unknown): { readonly rule: string; readonly text: string } | null => {
  const rule = ruleOf(name);
  if (rule === null || typeof value !== 'string' || value === '' || isMark(value)) return null;
  const text = inPlaceOf(rule, value);
  return text === null ? null : { rule, text };
};

/** `{ "name": "DB_PASSWORD", "value": "…" }`, as environments of containers are written, is a member of that name. */
const pairName = (held: Record<string, unknown>): string | null => {
  const name = held['name'] ?? held['key'];
  return typeof name === 'string' && name.length <= 200 ? name : null;
};

/** Whether any name asks for it: without a copy of anything, for most payloads hold nothing. */
const nameAsks = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(nameAsks);
  const held = value as Record<string, unknown>;
  for (const name of Object.keys(held)) {
    const inner = held[name];
    if (typeof inner === 'object' ? nameAsks(inner) : byName(name, inner) !== null) return true;
  }
  const pair = typeof held['value'] === 'string' ? pairName(held) : null;
  return pair !== null && byName(pair, held['value']) !== null;
};

const inText = (text: string, found: Set<string>): string => {
  if (!maybeShape(text)) return text;
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

const member = (name: string, value: unknown, found: Set<string>): unknown => {
  const asked = byName(name, value);
  if (asked === null) return walked(value, found);
  found.add(asked.rule);
  return asked.text;
};

/**
 * Copies only what it must: a value in which nothing was found is the one that was given. Payloads nest at most a hundred levels
 * deep (kernel/http/json.ts).
 */
const walked = (value: unknown, found: Set<string>): unknown => {
  if (typeof value === 'string') return isMark(value) ? value : inText(value, found);
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

/**
 * A payload without secrets: what is kept of it is what this leaves. Pure, and done again it finds nothing more. `text` is the
 * payload as it came (or as JSON), if it is at hand: by it alone most are known to hold no secret by its shape.
 */
export const redact = (value: unknown, text?: string): Redacted => {
  if (text !== undefined && !maybeShape(text) && !nameAsks(value)) return { value, rules: [] };
  const found = new Set<string>();
  const clean = walked(value, found);
  return { value: clean, rules: [...found].sort() };
};
