import { createHash } from 'node:crypto';

/** Ties a cursor to its query, so that a cursor of another query is refused instead of answered with a wrong page. */
const check = (org: number, query: string): string =>
  createHash('sha256').update(`${org}\0${query}`).digest('base64url').slice(0, 8);

/** A place in a list as opaque text: the parts of its key, and what was asked. */
export const boundCursor = (key: readonly (string | number)[], org: number, query: string): string =>
  Buffer.from(JSON.stringify([1, ...key, check(org, query)])).toString('base64url');

const parsed = (cursor: string): unknown => {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** The parts of the key, whose types are the asker's to check; undefined where the cursor is not one of this query. */
export const boundKey = (cursor: string, org: number, query: string): readonly unknown[] | undefined => {
  const all = parsed(cursor);
  if (!Array.isArray(all)) return undefined;
  const [version, ...rest] = all as unknown[];
  return version === 1 && rest.at(-1) === check(org, query) ? rest.slice(0, -1) : undefined;
};

/** A text that PostgreSQL can hold. */
export const isText = (part: unknown): part is string => typeof part === 'string' && !part.includes('\0');
