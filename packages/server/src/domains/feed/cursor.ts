import { boundCursor, boundKey, isText } from '../../page/bound-cursor.ts';
import { refuse } from './refusals.ts';

/** A place in the feed: the moment, in milliseconds since 1970, and the id that tells changes of one moment apart. */
export type Key = { readonly at: number; readonly id: string };

export const cursorOf = (key: Key, org: number, query: string): string =>
  boundCursor([key.at, key.id], org, query);

export const keyOf = (cursor: string, org: number, query: string): Key => {
  const [at, id] = boundKey(cursor, org, query) ?? [];
  if (!Number.isSafeInteger(at) || !isText(id)) throw refuse('feed.cursor');
  return { at: at as number, id };
};
