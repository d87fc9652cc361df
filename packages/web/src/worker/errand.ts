/**
 * What a request is to the worker. `leaving` and `entering` change whose browser this is. What is `other` goes its way as if there
 * were no worker: all that is written, the live stream, who is signed in.
 */
export type Errand = 'page' | 'asset' | 'data' | 'entering' | 'leaving' | 'other';

type Asked = Pick<Request, 'method' | 'url' | 'mode'>;

const session = '/api/v1/session';
/** What is asked of it by GET is a page of ours: the rest is posted. */
export const graph = '/graphql';

export const errandOf = ({ method, url, mode }: Asked, origin: string): Errand => {
  const { origin: to, pathname } = new URL(url);
  if (to !== origin) return 'other';
  if (method === 'DELETE' && pathname === session) return 'leaving';
  if (method === 'POST' && (pathname === session || pathname === '/api/v1/people')) return 'entering';
  if (method !== 'GET') return 'other';
  if (pathname.startsWith('/api/') || pathname === graph)
    return mode === 'navigate' || pathname === session || pathname.endsWith('/stream') ? 'other' : 'data';
  if (mode === 'navigate') return 'page';
  return /^\/(?:assets\/|icons\/|manifest\.webmanifest$)/.test(pathname) ? 'asset' : 'other';
};

/** How an answer is called under which it is kept: how fresh it had to be does not matter when there is none fresher. */
export const keyOf = (url: string): string => {
  const { pathname, searchParams } = new URL(url);
  for (const name of ['min_pos', 'consistency']) searchParams.delete(name);
  return searchParams.size === 0 ? pathname : `${pathname}?${searchParams}`;
};
