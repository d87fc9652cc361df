import { setTimeout as sleep } from 'node:timers/promises';
import { type Fetch, Unread } from './code-host.ts';
import { limitMs } from './rate-limit.ts';

export type RestOptions = {
  /** What every path is below: `https://gitlab.com/api/v4`. */
  readonly base: URL;
  /** The proof of who asks, and what the vendor wants besides. */
  readonly headers: Readonly<Record<string, string>>;
  readonly fetch: Fetch;
  /** Limits that end sooner are waited for; others end the look. */
  readonly patienceSeconds?: number;
  /** What counts as a second, for waits: tests have no time for real ones. */
  readonly secondMs?: number;
};

type Ask = {
  /** Below the base, or the whole address of a next page. */
  readonly path: string | URL;
  readonly query?: Readonly<Record<string, string>>;
  readonly etag?: string | undefined;
  readonly signal: AbortSignal;
};

/** GETs of a REST API: 200, or 304 where an ETag was given; anything else is an `Unread`. */
export type RestClient = (ask: Ask) => Promise<Response>;

const attempts = 3;

/** Milliseconds until it may be asked again; undefined where asking again is of no use. */
const waitOf = (answer: Response): number | undefined => {
  const limit = limitMs(answer, Date.now());
  if (limit > 0) return limit;
  return answer.status >= 500 ? 2000 : undefined;
};

const troubleOf = (answer: Response): Unread => {
  const { status } = answer;
  const afterMs = limitMs(answer, Date.now());
  if (afterMs > 0 && status < 500)
    return new Unread('its rate limit is reached', 'now', { is: 'limited', afterMs });
  if (status === 401) return new Unread('it does not accept the token', 'now', { is: 'refused' });
  if (status === 403) return new Unread('it answered 403', 'this', { is: 'refused' });
  return new Unread(`it answered ${status}`, status >= 500 ? 'now' : 'this');
};

/** The JSON of an answer; an `Unread` where it is none. */
export const jsonOf = async (answer: Response): Promise<unknown> => {
  try {
    return await answer.json();
  } catch {
    throw new Unread('what it answered is no JSON', 'now');
  }
};

/**
 * Asks, and keeps to the limits that it is told of: after an answer that says that nothing is left, nothing is asked until the time
 * it named. A few addresses with GET are all that is needed, so there is no vendor's client below it: those follow redirects with
 * the token in their headers, have no bound on a body, and wait by themselves for as long as they are told.
 */
export const restClient = (options: RestOptions): RestClient => {
  const { base, headers, fetch, patienceSeconds = 60, secondMs = 1000 } = options;
  let closedUntil = 0;

  const send = async (url: URL, { etag, signal }: Ask): Promise<Response> => {
    try {
      return await fetch(url, {
        headers: {
          accept: 'application/json',
          'user-agent': 'nightjar',
          ...headers,
          ...(etag === undefined ? {} : { 'if-none-match': etag }),
        },
        signal,
      });
    } catch {
      signal.throwIfAborted();
      throw new Unread('it does not answer', 'now');
    }
  };

  const wait = (ms: number, signal: AbortSignal) => sleep((ms / 1000) * secondMs, undefined, { signal });

  return async (ask) => {
    const { path, query = {}, etag, signal } = ask;
    const url = typeof path === 'string' ? new URL(`${base.href.replace(/\/$/, '')}${path}`) : new URL(path);
    // A next page at another host would be sent the token.
    if (url.origin !== base.origin) throw new Unread('its next page is somewhere else');
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    for (let attempt = 1; ; attempt += 1) {
      const closedMs = closedUntil - Date.now();
      if (closedMs > patienceSeconds * 1000)
        throw new Unread('its rate limit is reached', 'now', { is: 'limited', afterMs: closedMs });
      if (closedMs > 0) await wait(closedMs, signal);
      const answer = await send(url, ask);
      const limit = limitMs(answer, Date.now());
      if (limit > 0) closedUntil = Date.now() + (limit / 1000) * secondMs;
      if (answer.status === 200 || (answer.status === 304 && etag !== undefined)) return answer;
      const waitMs = waitOf(answer);
      if (waitMs === undefined || waitMs > patienceSeconds * 1000 || attempt >= attempts)
        throw troubleOf(answer);
      if (limit === 0) await wait(waitMs, signal);
    }
  };
};
