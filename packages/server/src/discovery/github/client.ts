import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { type Fetch, Unread } from '../code-host.ts';
import { limitMs } from '../rate-limit.ts';

export type GithubOptions = {
  readonly token: string;
  /** `https://api.github.com`, or a server's own `https://host/api/v3`. */
  readonly api: URL;
  readonly fetch: Fetch;
  /** Limits that end sooner are waited for; others end the look. */
  readonly patienceSeconds?: number;
  /** What counts as a second, for waits: tests have no time for real ones. */
  readonly secondMs?: number;
};

type Asked = { readonly status: number; readonly headers: Headers; readonly data: unknown };

type Ask = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly etag?: string | undefined;
  readonly signal: AbortSignal;
};

/** GETs of the REST API: 200, or 304 where an ETag was given; anything else is an `Unread`. */
export type Client = (ask: Ask) => Promise<Asked>;

const Throttled = Octokit.plugin(throttling, retry);

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

type Failure = {
  readonly status?: unknown;
  readonly response?: { readonly headers?: Record<string, unknown> };
};

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
const isLimit = ({ status, response }: Failure, message: string): boolean =>
  (status === 403 || status === 429) &&
  (response?.headers?.['x-ratelimit-remaining'] === '0' ||
    response?.headers?.['retry-after'] !== undefined ||
    /secondary rate/i.test(message) ||
    status === 429);

const troubleOf = (error: unknown): Unread => {
  const failure = (error ?? {}) as Failure;
  const message = error instanceof Error ? error.message : '';
  const headers = new Headers(
    Object.entries(failure.response?.headers ?? {}).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]),
  );
  // Octokit gives what never was an answer the status 500, without a response.
  if (failure.response === undefined) return new Unread('it does not answer', 'now');
  const status = Number(failure.status);
  if (isLimit(failure, message)) {
    // A secondary limit that names no time: "wait for at least one minute".
    const afterMs = limitMs({ status, headers }, Date.now()) || 60_000;
    return new Unread('its rate limit is reached', 'now', { is: 'limited', afterMs });
  }
  if (status === 401) return new Unread('it does not accept the token', 'now', { is: 'refused' });
  if (status === 403) return new Unread('it answered 403', 'this', { is: 'refused' });
  return new Unread(`it answered ${failure.status}`, status >= 500 ? 'now' : 'this');
};

/** Ends the wait for what cannot be ended: a limiter that has gone to sleep until a limit is over. */
const orAborted = <Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> =>
  new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });

export const openClient = (options: GithubOptions): Client => {
  const { token, api, fetch, patienceSeconds = 60, secondMs = 1000 } = options;
  const wait = (seconds: number, _options: object, _octokit: unknown, retries: number) =>
    seconds <= patienceSeconds && retries < 2;
  const octokit = new Throttled({
    auth: token,
    baseUrl: api.href.replace(/\/$/, ''),
    userAgent: 'nightjar',
    log: silent,
    request: { fetch, log: silent },
    throttle: {
      // A limiter is shared by all clients of its id: two organisations of one token share its limit, two tokens do not.
      id: `${api.host} ${token}`,
      onRateLimit: wait,
      onSecondaryRateLimit: wait,
      retryAfterBaseValue: secondMs,
    },
    // 429 is the throttle's; left to both, a limit would be run into four times.
    retry: {
      doNotRetry: [304, 400, 401, 403, 404, 409, 410, 422, 429, 451],
      retries: 2,
      retryAfterBaseValue: secondMs,
    },
  });
  return async ({ path, query = {}, etag, signal }) => {
    try {
      const answer = await orAborted(
        octokit.request({
          method: 'GET',
          url: path,
          ...query,
          headers: {
            accept: 'application/vnd.github+json',
            'x-github-api-version': '2022-11-28',
            ...(etag === undefined ? {} : { 'if-none-match': etag }),
          },
          request: { signal },
        }),
        signal,
      );
      const status: number = answer.status;
      if (status !== 200) throw new Unread(`it answered ${status}`);
      return { status, headers: new Headers(answer.headers as Record<string, string>), data: answer.data };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof Unread) throw error;
      if (etag !== undefined && (error as Failure).status === 304)
        return { status: 304, headers: new Headers(), data: null };
      throw troubleOf(error);
    }
  };
};
