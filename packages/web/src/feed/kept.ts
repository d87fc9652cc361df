import type { View } from '@nightjar/sdk/wire';
import type { Feed } from './feed.ts';

/** Filters whose lines are kept for who comes back. */
const most = 4;

const feeds = new Map<string, Feed>();

const keyOf = (q: string, view: View): string => `${view} ${q}`;

/** What one person saw is not shown to the next. */
export const forgetFeeds = (): void => feeds.clear();

/** Keeps the lines as they stand, so that who goes to a page and back finds them, and the place where they read. */
export const keep = (feed: Feed): void => {
  if (feed.trouble?.is === 'signed out') forgetFeeds();
  if (feed.lines === null || !feed.current || feed.trouble !== null) return;
  const key = keyOf(feed.q, feed.view);
  feeds.delete(key);
  feeds.set(key, feed);
  const [oldest] = feeds.keys();
  if (feeds.size > most && oldest !== undefined) feeds.delete(oldest);
};

export const keptOf = (q: string, view: View): Feed | null => feeds.get(keyOf(q, view)) ?? null;
