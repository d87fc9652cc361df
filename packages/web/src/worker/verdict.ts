import type { Why } from '../offline/words-between.ts';

/** What to make of an answer from where the server should be. */
export type Verdict =
  /** The server's own, and it may be kept for whom it names. */
  | { readonly is: 'keep'; readonly owner: string }
  /** Nobody is signed in, or no longer. */
  | { readonly is: 'signed out' }
  /** There is no such thing: what is kept of it is wrong. */
  | { readonly is: 'gone' }
  /** Not what was asked for: what is kept is better, if there is any. */
  | { readonly is: 'away'; readonly why: Why }
  /** The server's own, and nobody else's business. */
  | { readonly is: 'pass' };

const unwell: ReadonlySet<number> = new Set([502, 503, 504]);

export const verdictOn = ({ status, headers }: Pick<Response, 'status' | 'headers'>): Verdict => {
  if (unwell.has(status)) return { is: 'away', why: 'unwell' };
  const json = /^application\/(?:problem\+)?json\b/.test(headers.get('content-type') ?? '');
  if (!json && status !== 304) return status < 500 ? { is: 'away', why: 'garbled' } : { is: 'pass' };
  if (status === 401) return { is: 'signed out' };
  if (status === 404 || status === 410) return { is: 'gone' };
  const owner = headers.get('nightjar-kept-for');
  const may = owner !== null && !/no-store/.test(headers.get('cache-control') ?? '');
  return (status === 200 || status === 304) && may ? { is: 'keep', owner } : { is: 'pass' };
};
