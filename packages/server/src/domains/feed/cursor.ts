import { boundCursor, boundKey, isText } from '../../page/bound-cursor.ts';
import { refuse } from './refusals.ts';

/** A place in the feed: the moment, in milliseconds since 1970, and the id that tells changes of one moment apart. */
export type Key = { readonly at: number; readonly id: string };

/** Where a list goes on, and the newest line that its first page had: what has come above since then is no part of the list. */
export type Mark = { readonly before: Key; readonly top: Key };

export const cursorOf = ({ before, top }: Mark, org: number, query: string): string =>
  boundCursor([before.at, before.id, top.at, top.id], org, query);

const keyIn = (at: unknown, id: unknown): Key => {
  if (!Number.isSafeInteger(at) || !isText(id)) throw refuse('feed.cursor');
  return { at: at as number, id };
};

export const markOf = (cursor: string, org: number, query: string): Mark => {
  const [at, id, topAt, topId] = boundKey(cursor, org, query) ?? [];
  return { before: keyIn(at, id), top: keyIn(topAt, topId) };
};
