import { boundedFetch } from '../../../discovery/bounded-fetch.ts';
import { type Fetch, Unread } from '../../../discovery/code-host.ts';
import { limitMs } from '../../../discovery/rate-limit.ts';
import { jsonOf } from '../../../discovery/rest-client.ts';
import type { SignalRule } from '../events.ts';
import { errorIn, type Matrix, matrixOf } from './matrix.ts';
import { outward } from './outward.ts';
import type { PrometheusTokens } from './tokens.ts';

export type QueryRule = Extract<SignalRule['from'], { is: 'query' }>;

export type Bounds = {
  /** For the whole of an answer. */
  readonly timeoutMs: number;
  readonly mostBytes: number;
  /** Series taken of one answer. */
  readonly mostSeries: number;
  /** For so long a round begins to ask, ms; 5,000 where not given. */
  readonly beginsMs?: number;
};

export const usualBounds: Bounds = { timeoutMs: 10_000, mostBytes: 16 * 2 ** 20, mostSeries: 1000 };

/** Between two points of an answer: what Prometheus scrapes by default is a minute, what others do a quarter of it. */
export const stepMs = 15_000;

const troubleOf = async (answer: Response): Promise<Unread> => {
  const { status } = answer;
  const afterMs = limitMs(answer, Date.now());
  if (afterMs > 0 && status < 500)
    return new Unread('its rate limit is reached', 'now', { is: 'limited', afterMs });
  if (status === 401 || status === 403)
    return new Unread(`it answered ${status}: it wants a token, or another one`, 'now', { is: 'refused' });
  if (status >= 300 && status < 400)
    return new Unread(`it answered ${status}; nobody is followed elsewhere`, 'now');
  const says = errorIn(await answer.json().catch(() => null));
  // 400, 422: the query itself is at fault, and that of another rule may well be answered.
  return new Unread(
    `it answered ${status}${says === null ? '' : `: ${says.slice(0, 300)}`}`,
    status >= 500 ? 'now' : 'this',
  );
};

const sent = async (fetch: Fetch, url: URL, token: string | undefined, signal: AbortSignal) => {
  try {
    return await fetch(url, {
      headers: {
        accept: 'application/json',
        'user-agent': 'nightjar',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      signal,
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Unread) throw error;
    // Ours, with a figure in it; what the network says is nobody's business.
    const isLarge = error instanceof Error && error.message.startsWith('The answer is larger');
    if (isLarge) throw new Unread('its answer is larger than 16 MiB', 'this');
    throw new Unread('it does not answer in time, or at all', 'now');
  }
};

/** Asks for what the query was between two moments, both included. Throws `Unread`. */
export const askRange = async (
  { url: base, query }: QueryRule,
  { from, to }: { readonly from: number; readonly to: number },
  { tokens, bounds, signal }: { tokens: PrometheusTokens; bounds: Bounds; signal: AbortSignal },
): Promise<Matrix> => {
  const url = new URL(`${base}/api/v1/query_range`);
  const asked = { query, start: String(from / 1000), end: String(to / 1000), step: String(stepMs / 1000) };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  const answer = await sent(boundedFetch(bounds, outward), url, tokens.get(url.origin), signal);
  if (answer.status !== 200) throw await troubleOf(answer);
  return matrixOf(await jsonOf(answer), { from, to, most: bounds.mostSeries });
};
