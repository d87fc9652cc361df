import type { Fetch } from '../discovery/code-host.ts';
import { limitMs } from '../discovery/rate-limit.ts';
import { Unsaid } from './provider.ts';

type Sending = {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal: AbortSignal;
};

/** One exchange of JSON. What does not answer, or asks to be left alone, is an `Unsaid`; every other answer is the caller's to judge. */
export const send = async (
  fetch: Fetch,
  vendor: string,
  { method, url, headers = {}, body, signal }: Sending,
): Promise<Response> => {
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        'user-agent': 'nightjar',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
    });
  } catch {
    signal.throwIfAborted();
    throw new Unsaid(`${vendor} does not answer`);
  }
  const afterMs = answer.ok ? 0 : limitMs(answer, Date.now());
  if (afterMs > 0) throw new Unsaid(`the rate limit of ${vendor} is reached`, { is: 'limited', afterMs });
  if (answer.status >= 500) throw new Unsaid(`${vendor} answered ${answer.status}`);
  return answer;
};

/** A person has to act: tried again, but told. */
export const refusedBy = (code: string, says: string, all = true): Unsaid =>
  new Unsaid(says, { is: 'refused', trouble: { code, says }, all });
