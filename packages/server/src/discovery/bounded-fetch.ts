import type { Fetch } from './code-host.ts';

type Bounds = {
  /** For the whole exchange, the body included. */
  readonly timeoutMs: number;
  readonly mostBytes: number;
};

const bodyOf = async (answer: Response, mostBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer.body ?? []) {
    size += piece.length;
    if (size > mostBytes) throw new Error(`The answer is larger than ${mostBytes} bytes.`);
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
};

/** Statuses that have no body (Fetch standard, null body status). */
const bodiless = new Set([204, 205, 304]);

/**
 * `fetch` for talking to those who may be slow, or lie: it ends in time, holds no more than it may, and goes nowhere it was
 * not sent: a redirect is answered as it came, so that a token never follows one.
 */
export const boundedFetch =
  ({ timeoutMs, mostBytes }: Bounds, inner: Fetch = fetch): Fetch =>
  async (input, init = {}) => {
    const patience = AbortSignal.timeout(timeoutMs);
    const signal = init.signal == null ? patience : AbortSignal.any([init.signal, patience]);
    const answer = await inner(input, { ...init, signal, redirect: 'manual' });
    const { status, statusText, headers } = answer;
    if (status < 200 || status > 599) throw new Error('The answer has no status.');
    const body = bodiless.has(status) ? null : await bodyOf(answer, mostBytes);
    return new Response(body, { status, statusText, headers });
  };
