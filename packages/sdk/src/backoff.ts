import { ProblemError, UnreachableError } from './failure.ts';

const busy: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Worth asking again: nobody answered, or the one who answered asked for patience. */
export const mayPass = (error: unknown): boolean =>
  error instanceof UnreachableError || (error instanceof ProblemError && busy.has(error.status));

/**
 * Full jitter: evenly anywhere between nothing and `base · 2^attempt`, so that a crowd cut off together does not come
 * back together (Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog 2015: fewest calls of the variants).
 * Where the server named a time, that is waited for first and the jitter lies on top.
 */
export const backoffMs = (
  attempt: number,
  random: number,
  { baseMs = 200, capMs = 10_000, atLeastMs = 0 } = {},
): number => atLeastMs + Math.round(random * Math.min(capMs, baseMs * 2 ** attempt));

/** `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3). Null where there is none or it makes no sense. */
export const retryAfterMs = (header: string | null, now: number): number | null => {
  if (header === null) return null;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};

/** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
export const sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, ms);
    signal?.addEventListener('abort', abort, { once: true });
  });
