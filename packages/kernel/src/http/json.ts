import { isUtf8 } from 'node:buffer';
import { firstJsonFault } from './json-fault.ts';
import { refused } from './request-refusals.ts';

/** Deep enough for every payload seen (the deepest of @octokit/webhooks-examples has 9 levels), shallow enough for recursion. */
const maxDepth = 100;

const placeOf = (text: string, offset: number): string => {
  const before = text.slice(0, offset);
  return `line ${before.split('\n').length}, column ${offset - before.lastIndexOf('\n')}`;
};

const endOfString = (text: string, start: number): number => {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
};

/** The offset of the bracket that opens one level too many, or -1. Before parsing, so that nothing recurses into it. */
const tooDeepAt = (text: string): number => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 0x22) at = endOfString(text, at);
    else if (char === 0x7b || char === 0x5b) {
      depth += 1;
      if (depth > maxDepth) return at;
    } else if (char === 0x7d || char === 0x5d) depth -= 1;
  }
  return -1;
};

export const pointerTo = (path: readonly (string | number)[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const poisonIn = (value: unknown, path: readonly (string | number)[]): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    if (key === '__proto__') return pointerTo(here);
    if (
      key === 'constructor' &&
      typeof inner === 'object' &&
      inner !== null &&
      Object.hasOwn(inner, 'prototype')
    )
      return pointerTo([...here, 'prototype']);
    const deeper = poisonIn(inner, here);
    if (deeper !== null) return deeper;
  }
  return null;
};

/** A cheap sign that a walk is needed: the words themselves, or escapes that could spell them. */
const suspicious = /__proto__|constructor|\\u00/;

/**
 * The value of a JSON text in UTF-8. Throws the refusals `request.not-json` (with the offset), `request.too-deep` and
 * `request.poisoned`; a message never quotes the text.
 */
export const parseJson = (bytes: Buffer): unknown => {
  if (!isUtf8(bytes)) throw refused('request.not-json', { detail: 'The body has bytes that are not UTF-8.' });
  const whole = bytes.toString('utf8');
  // RFC 8259 section 8.1: a reader may ignore a byte order mark.
  const text = whole.charCodeAt(0) === 0xfeff ? whole.slice(1) : whole;
  const deep = tooDeepAt(text);
  if (deep !== -1)
    throw refused('request.too-deep', {
      detail: `Level ${maxDepth + 1} opens at ${placeOf(text, deep)}.`,
      offset: deep,
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fault = firstJsonFault(text) ?? { offset: 0, expected: 'a JSON text' };
    throw refused('request.not-json', {
      detail: `Expected ${fault.expected} at ${placeOf(text, fault.offset)}.`,
      offset: fault.offset,
    });
  }
  const poison = suspicious.test(text) ? poisonIn(value, []) : null;
  if (poison !== null) throw refused('request.poisoned', { pointer: poison });
  return value;
};
