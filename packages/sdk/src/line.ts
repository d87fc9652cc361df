import { backoffMs, mayPass, retryAfterMs, sleep } from './backoff.ts';
import { GarbledError, ProblemError, problemFrom, unreachable } from './failure.ts';
import { type Heard, heardIn, noteKept } from './heard.ts';

export type Settings = {
  /** Where Nightjar listens, a path prefix included: `https://nightjar.example.com`. */
  readonly url: string;
  /** `njt_…`. A browser that is signed in has its cookie and needs none. */
  readonly token?: string | undefined;
  readonly fetch?: typeof fetch | undefined;
  /** How often a call is repeated on 429, 502–504 and silence; 4 where not given. */
  readonly retries?: number | undefined;
  /** For one attempt; 15 s where not given. */
  readonly timeoutMs?: number | undefined;
  /** Hears how each attempt goes. */
  readonly hear?: ((heard: Heard) => void) | undefined;
};

type Ask = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** A body that is not JSON, as it is; `headers` says its type. */
  readonly text?: string;
  readonly signal?: AbortSignal | undefined;
  /** For a question whose answer takes its time. */
  readonly timeoutMs?: number;
  /** May be sent again when it is not known whether it arrived. */
  readonly repeatable?: boolean;
};

/** The line to the server: every call of the client goes over it. */
export type Line = {
  /** Where it leads, for sentences. */
  readonly url: string;
  /** One attempt; the answer is below 400. Its body is still to be read. */
  readonly open: (ask: Ask) => Promise<Response>;
  /** The answer as JSON, once it holds the fields named; repeated where that is safe and may help. */
  readonly json: <T>(ask: Ask, fields: readonly (keyof T & string)[]) => Promise<T>;
  /** For calls whose answer has no body. */
  readonly done: (ask: Ask) => Promise<void>;
};

/** Waiting longer than this for a `Retry-After` helps nobody who called: they get the refusal, with the time in it. */
const longestWaitMs = 30_000;

const query = (of: Ask['query'] = {}): string => {
  const pairs = Object.entries(of).filter((pair): pair is [string, string | number] => pair[1] !== undefined);
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs.map(([k, v]) => [k, String(v)]))}`;
};

export const openLine = ({
  url,
  token,
  fetch: given,
  retries = 4,
  timeoutMs = 15_000,
  hear = () => {},
}: Settings): Line => {
  const base = new URL(url).href.replace(/\/+$/, '');
  const ask = given ?? globalThis.fetch.bind(globalThis);

  const open = async ({ method = 'GET', path, query: asked, headers, body, text, signal }: Ask) => {
    const answer = await ask(`${base}${path}${query(asked)}`, {
      method,
      headers: {
        accept: 'application/json, application/problem+json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(text === undefined ? {} : { body: text }),
      ...(signal === undefined ? {} : { signal }),
      // A redirected POST becomes a GET: better no answer than the answer to another question.
      redirect: 'error',
    }).catch((error: unknown) => {
      // Who asked may have called it off; a time that ran out is no such call.
      if (!signal?.aborted || signal.reason?.name === 'TimeoutError') hear({ is: 'silence' });
      throw error;
    });
    hear(heardIn(answer));
    if (answer.ok) return answer;
    const after = retryAfterMs(answer.headers.get('retry-after'), Date.now());
    throw problemFrom(answer.status, await answer.text(), after);
  };

  /** One attempt from the question to the last byte of the answer, with our failures in place of fetch's. */
  const attempt = async <T>(of: Ask, read: (answer: Response) => Promise<T>): Promise<T> => {
    const slow = AbortSignal.timeout(of.timeoutMs ?? timeoutMs);
    const signal = of.signal === undefined ? slow : AbortSignal.any([of.signal, slow]);
    try {
      return await read(await open({ ...of, signal }));
    } catch (error) {
      if (error instanceof ProblemError || error instanceof GarbledError) throw error;
      if (of.signal?.aborted) throw of.signal.reason;
      throw unreachable(base, slow.aborted ? slow.reason : error);
    }
  };

  const persist = async <T>(of: Ask, read: (answer: Response) => Promise<T>): Promise<T> => {
    const repeatable = of.repeatable ?? (of.method ?? 'GET') === 'GET';
    for (let tried = 0; ; tried++) {
      try {
        return await attempt(of, read);
      } catch (error) {
        const atLeastMs = (error instanceof ProblemError ? error.retryAfterMs : null) ?? 0;
        if (!repeatable || tried >= retries || !mayPass(error) || atLeastMs > longestWaitMs) throw error;
        await sleep(backoffMs(tried, Math.random(), { atLeastMs }), of.signal);
      }
    }
  };

  const parse = (body: string, fields: readonly string[]): unknown => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch {
      throw new GarbledError(base, 'it is not JSON');
    }
    const missing = fields.find(
      (field) => typeof parsed !== 'object' || parsed === null || !(field in parsed),
    );
    if (missing !== undefined) throw new GarbledError(base, `it lacks "${missing}"`);
    return parsed;
  };

  return {
    url: base,
    open,
    json: async <T>(of: Ask, fields: readonly (keyof T & string)[]) =>
      (await persist(of, async (answer) => {
        const parsed = parse(await answer.text(), fields);
        noteKept(parsed, heardIn(answer));
        return parsed;
      })) as T,
    done: (of) => persist(of, async (answer) => void (await answer.text())),
  };
};
