/** What went wrong with a batch, in the terms that decide what to do next. */
export type Failure =
  /** Nothing was sent. */
  | { readonly is: 'unreachable' }
  /** The database said no for now, and rolled back. */
  | { readonly is: 'contended' }
  /** The connection died after the statement had left: it may have been committed. */
  | { readonly is: 'interrupted' }
  /** The data cannot be kept as it is. */
  | { readonly is: 'unstorable'; readonly message: string }
  | { readonly is: 'bug'; readonly error: Error };

/** Thrown by the connection room when no connection could be had. */
export class NotConnected extends Error {}

/** SQLSTATE classes, https://www.postgresql.org/docs/18/errcodes-appendix.html */
const contended = new Set(['55P03', '40001', '40P01', '57014', '53300', '53200', '53100']);
const shuttingDown = new Set(['57P01', '57P02', '57P03', '25P03']);

export const failureOf = (error: unknown): Failure => {
  if (error instanceof NotConnected) return { is: 'unreachable' };
  if (!(error instanceof Error)) return { is: 'bug', error: new Error(String(error)) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '57P03') return { is: 'unreachable' };
  if (contended.has(code)) return { is: 'contended' };
  if (shuttingDown.has(code) || code.startsWith('08')) return { is: 'interrupted' };
  if (code.startsWith('22')) return { is: 'unstorable', message: error.message };
  // No SQLSTATE: the driver's own "Connection terminated", ECONNRESET, EPIPE.
  if (!/^[0-9A-Z]{5}$/.test(code) || code === 'EPIPE') return { is: 'interrupted' };
  return { is: 'bug', error };
};
