import type { Target } from '../connection.ts';

/** One part of the house, as /readyz tells it to those who may read. */
export type Part = {
  readonly name: string;
  readonly ok: boolean;
  readonly says: string;
  readonly details?: unknown;
};

export type Answers =
  | { readonly is: 'away'; readonly why: string }
  | { readonly is: 'other'; readonly what: string }
  | {
      readonly is: 'there';
      readonly tookMs: number;
      /** Server's clock less ours, from the Date header, in the middle of the round trip; good to half a second. */
      readonly skewMs: number | null;
      readonly reasons: readonly string[];
      readonly parts: readonly Part[] | null;
      readonly who: { readonly name: string; readonly rights: readonly string[] } | null;
      readonly tokenRefused: boolean;
      readonly page: boolean;
    };

const patienceMs = 5000;

type Got = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly tookMs: number;
};

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === 'object' && it !== null;

/** Why it is not ready; empty where it is. Without the right `read` only that much is told. */
const reasonsIn = (state: Record<string, unknown>): readonly string[] => {
  if (Array.isArray(state['reasons'])) return state['reasons'].map(String);
  if (state['ready'] === true) return [];
  return [state['ready'] === false ? 'It says why to those who may read only.' : '/readyz does not answer.'];
};

const get = async ({ url, token }: Target, path: string, accept: string): Promise<Got> => {
  const began = performance.now();
  const answer = await fetch(`${url.replace(/\/+$/, '')}${path}`, {
    headers: { accept, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    signal: AbortSignal.timeout(patienceMs),
    redirect: 'manual',
  });
  const tookMs = performance.now() - began;
  const text = await answer.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    body = text;
  }
  return { status: answer.status, headers: answer.headers, body, tookMs };
};

const whoFrom = ({ status, body }: Got): { name: string; rights: string[] } | null => {
  const caller = status === 200 && isRecord(body) ? body['caller'] : null;
  if (!isRecord(caller)) return null;
  const { name, subject, rights } = caller as { name?: string; subject?: string; rights?: string[] };
  return { name: name ?? subject ?? 'somebody', rights: rights ?? [] };
};

const skewOf = ({ headers, tookMs }: Got): number | null => {
  const date = Date.parse(headers.get('date') ?? '');
  // The header has whole seconds: on average it is half a second behind.
  return Number.isNaN(date) ? null : date + 500 - (Date.now() - tookMs / 2);
};

/** Asks the server everything that the checks want to know, at once. */
export const askServer = async (target: Target): Promise<Answers> => {
  const json = 'application/json';
  let alive: Got;
  try {
    alive = await get(target, '/healthz', json);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { is: 'away', why: cause instanceof Error ? cause.message : String(cause) };
  }
  if (!isRecord(alive.body) || alive.body['status'] !== 'alive')
    return { is: 'other', what: `/healthz answers ${alive.status} and not as Nightjar does` };
  const [ready, who, page] = await Promise.all([
    get(target, '/readyz', json).catch(() => null),
    get(target, '/api/v1/session', json).catch(() => null),
    get(target, '/', 'text/html').catch(() => null),
  ]);
  const state = isRecord(ready?.body) ? ready.body : {};
  return {
    is: 'there',
    tookMs: alive.tookMs,
    skewMs: skewOf(alive),
    reasons: reasonsIn(state),
    parts: Array.isArray(state['checks']) ? (state['checks'] as Part[]) : null,
    who: who === null ? null : whoFrom(who),
    tokenRefused: who?.status === 401,
    page: page?.status === 200 && (page.headers.get('content-type') ?? '').startsWith('text/html'),
  };
};
