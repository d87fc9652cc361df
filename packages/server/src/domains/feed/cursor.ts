import { createHash } from 'node:crypto';
import { refuse } from './refusals.ts';

/** A place in the feed: the moment, in milliseconds since 1970, and the id that tells changes of one moment apart. */
export type Key = { readonly at: number; readonly id: string };

/** Ties a cursor to its query, so that a cursor of another query is refused instead of answered with a wrong page. */
const check = (org: number, query: string): string =>
  createHash('sha256').update(`${org}\0${query}`).digest('base64url').slice(0, 8);

export const cursorOf = (key: Key, org: number, query: string): string =>
  Buffer.from(JSON.stringify([1, key.at, key.id, check(org, query)])).toString('base64url');

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

export const keyOf = (cursor: string, org: number, query: string): Key => {
  const parts = parsed(cursor);
  const [version, at, id, checked] = Array.isArray(parts) ? (parts as unknown[]) : [];
  const whole = version === 1 && Number.isSafeInteger(at) && typeof id === 'string' && !id.includes('\0');
  if (!whole || checked !== check(org, query)) throw refuse('feed.cursor');
  return { at: at as number, id };
};
