import type { Problem } from './wire.ts';

/** The server said no, or that it cannot now: what it said, as it said it. */
export class ProblemError extends Error {
  readonly status: number;
  /** Stable; listed in docs/reference/refusals.md. `http.<status>` where the answer was not problem+json. */
  readonly code: string;
  readonly detail: string;
  /** JSON pointer (RFC 6901) to the field that is wrong. */
  readonly pointer: string | null;
  /** Offset in the filter that was refused. */
  readonly offset: number | null;
  /** What to do about it. */
  readonly next: string | null;
  /** Milliseconds the server asked to be left alone for. */
  readonly retryAfterMs: number | null;

  constructor(status: number, problem: Problem, retryAfterMs: number | null = null) {
    const detail = problem.detail ?? problem.title ?? `The server answered ${status}.`;
    super(detail);
    this.name = 'ProblemError';
    this.status = status;
    this.code = problem.code;
    this.detail = detail;
    this.pointer = problem.pointer ?? null;
    this.offset = problem.offset ?? null;
    this.next = problem.next ?? null;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer: refused, cut off, too slow, or no such host. */
export class UnreachableError extends Error {
  readonly url: string;

  constructor(url: string, why: string, options?: ErrorOptions) {
    super(`No answer from ${url}: ${why}.`, options);
    this.name = 'UnreachableError';
    this.url = url;
  }
}

/** The innermost reason of a failed fetch: `connect ECONNREFUSED 127.0.0.1:4400` rather than `fetch failed`. */
const reason = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  const inner = cause instanceof AggregateError ? cause.errors[0] : cause;
  const from = inner instanceof Error ? inner : error;
  if (!(from instanceof Error)) return String(from);
  return from.name === 'TimeoutError' ? 'it took too long' : (from.message || from.name).replace(/\.$/, '');
};

export const unreachable = (url: string, error: unknown): UnreachableError =>
  new UnreachableError(url, reason(error), { cause: error });

/** Something answered, but not as Nightjar does: a proxy, a sign-in page, another program on that port. */
export class GarbledError extends Error {
  readonly url: string;

  constructor(url: string, what: string) {
    super(`The answer from ${url} is not Nightjar's: ${what}.`);
    this.name = 'GarbledError';
    this.url = url;
  }
}

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null;

const text = (it: unknown): string | undefined => (typeof it === 'string' ? it : undefined);

/** Reads a body that came with a status of 400 or more; anything but problem+json becomes `http.<status>`. */
export const problemFrom = (status: number, body: string, retryAfterMs: number | null): ProblemError => {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(body);
  } catch {
    // Not ours: a proxy's page, or nothing.
  }
  const said = isRecord(parsed) ? parsed : {};
  const code = text(said['code']) ?? `http.${status}`;
  const detail = text(said['detail']) ?? text(said['title']);
  const [pointer, next, offset] = [text(said['pointer']), text(said['next']), said['offset']];
  return new ProblemError(
    status,
    {
      code,
      ...(detail === undefined ? {} : { detail }),
      ...(pointer === undefined ? {} : { pointer }),
      ...(next === undefined ? {} : { next }),
      ...(typeof offset === 'number' ? { offset } : {}),
    },
    retryAfterMs,
  );
};
