import { useLocation, useMatch } from '@tanstack/react-router';

type How = 'push' | 'replace';

/** Who leads from one place to another. */
type Steering = {
  readonly go: (to: string, how: How) => void;
  /** Fetches what the place needs to be shown. */
  readonly prepare: (to: string) => void;
};

let steering: Steering | null = null;

/** The router is made above the screens, of the screens: it says here how one goes, so that none of them needs to know it. */
export const steerBy = (given: Steering): void => {
  steering = given;
};

/** Where the screen is that asks. While another one is fetched, the screen that still stands goes on to be where it was. */
export const usePlace = (): URL => {
  const place = useMatch({
    strict: false,
    select: ({ pathname, search }) => `${pathname}?${new URLSearchParams(search as Record<string, string>)}`,
  });
  const hash = useLocation({ select: (location) => location.hash });
  return new URL(hash === '' ? place : `${place}#${hash}`, location.origin);
};

const address = (): string => location.pathname + location.search + location.hash;

/** To another place of these pages: with a way back, at its top; or as the same thing seen otherwise, where one is. */
export const go = (to: string, how: How = 'push'): void => {
  if (to !== address()) steering?.go(to, how);
};

export const prepare = (to: string): void => steering?.prepare(to);

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
