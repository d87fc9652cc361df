import { setTimeout as sleep } from 'node:timers/promises';
import { type Fetch, Unread } from '../code-host.ts';

export type GitlabOptions = {
  readonly token: string;
  /** `https://gitlab.com`, or a server of one's own. */
  readonly url: URL;
  readonly fetch: Fetch;
  /** Limits that end sooner are waited for; others end the look. */
  readonly patienceSeconds?: number;
  /** What counts as a second, for waits: tests have no time for real ones. */
  readonly secondMs?: number;
};

type Ask = {
  /** Below `/api/v4`, or the whole address of a next page. */
  readonly path: string | URL;
  readonly query?: Readonly<Record<string, string>>;
  readonly etag?: string | undefined;
  readonly signal: AbortSignal;
};

/** GETs of the REST API: 200, or 304 where an ETag was given; anything else is an `Unread`. */
export type Client = (ask: Ask) => Promise<Response>;

const attempts = 3;

/** Seconds until it may be asked again, by the answer's own word; https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers */
const waitOf = (answer: Response): number | undefined => {
  if (answer.status !== 429 && answer.status < 500) return undefined;
  const told = Number(answer.headers.get('retry-after') ?? (answer.status === 429 ? 60 : 2));
  return Number.isFinite(told) && told >= 0 ? Math.max(1, told) : 60;
};

const troubleOf = ({ status }: Response): Unread => {
  if (status === 401) return new Unread('it does not accept the token', 'now');
  if (status === 429) return new Unread('its rate limit is reached', 'now');
  return new Unread(`it answered ${status}`, status >= 500 ? 'now' : 'this');
};

/**
 * Four addresses are asked, with GET. Not through @gitbeaker/rest (43.8): it has no conditional requests, so that thousands
 * of projects would be sent at every look; it follows redirects with the token in its headers; it has no bound on a body;
 * and it waits for every 429 by itself, however long, where this must keep what it has and come again.
 */
export const openClient = (options: GitlabOptions): Client => {
  const { token, url: base, fetch, patienceSeconds = 60, secondMs = 1000 } = options;
  const send = async (url: URL, { etag, signal }: Ask): Promise<Response> => {
    try {
      return await fetch(url, {
        headers: {
          'private-token': token,
          accept: 'application/json',
          'user-agent': 'nightjar',
          ...(etag === undefined ? {} : { 'if-none-match': etag }),
        },
        signal,
      });
    } catch {
      signal.throwIfAborted();
      throw new Unread('it does not answer', 'now');
    }
  };
  return async (ask) => {
    const { path, query = {}, etag, signal } = ask;
    const url =
      typeof path === 'string' ? new URL(`${base.href.replace(/\/$/, '')}/api/v4${path}`) : new URL(path);
    // A next page at another host would be sent the token.
    if (url.origin !== base.origin) throw new Unread('its next page is somewhere else');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send(url, ask);
      if (answer.status === 200 || (answer.status === 304 && etag !== undefined)) return answer;
      const wait = waitOf(answer);
      if (wait === undefined || wait > patienceSeconds || attempt >= attempts) throw troubleOf(answer);
      await sleep(wait * secondMs, undefined, { signal });
    }
  };
};
