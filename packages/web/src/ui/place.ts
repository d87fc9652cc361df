import { useSyncExternalStore } from 'react';

/** Where the reader is: path, query and fragment of the page's address. */
const address = (): string => location.pathname + location.search + location.hash;

const moved = 'nightjar:moved';

const subscribe = (tell: () => void): (() => void) => {
  addEventListener('popstate', tell);
  addEventListener('hashchange', tell);
  addEventListener(moved, tell);
  return () => {
    removeEventListener('popstate', tell);
    removeEventListener('hashchange', tell);
    removeEventListener(moved, tell);
  };
};

export const usePlace = (): URL => new URL(useSyncExternalStore(subscribe, address), location.origin);

export const go = (to: string, how: 'push' | 'replace' = 'push'): void => {
  if (to === address()) return;
  if (how === 'push') history.pushState(null, '', to);
  else history.replaceState(null, '', to);
  dispatchEvent(new Event(moved));
};

/**
 * A place of this page named by text from the address bar, or the feed where that text names another: `//host`, `/\host` and
 * `https:` would carry a freshly signed-in reader away.
 */
export const placeFrom = (text: string | null, origin: string): string => {
  if (text === null || !text.startsWith('/')) return '/';
  try {
    const url = new URL(text, origin);
    return url.origin === origin ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
};

/** `change`: the one that stands open; `all`: every change one by one, and not the quiet view. */
export const feedAt = (q: string, change: string | null = null, all = false): string => {
  const query = new URLSearchParams({
    ...(q === '' ? {} : { q }),
    ...(change === null ? {} : { change }),
    ...(all ? { all: '1' } : {}),
  });
  return query.size === 0 ? '/' : `/?${query}`;
};

export const signInThen = (to: string): string =>
  to === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ to })}`;
