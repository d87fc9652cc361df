import { connectionLost, stateOf } from '../database/trouble.ts';

/** What went wrong with a batch, in the terms that decide what to do next. */
export type Failure =
  /** Nothing was sent. */
  | { readonly is: 'unreachable' }
  /** The database said no for now, and rolled back. */
  | { readonly is: 'contended' }
  /** No room on the database's disk; rolled back. */
  | { readonly is: 'full' }
  /** The connection died after the statement had left: it may have been committed. */
  | { readonly is: 'interrupted' }
  /** The data cannot be kept as it is. */
  | { readonly is: 'unstorable'; readonly state: string }
  /** `undone`: the database has rolled it back, so that the others of the batch may be sent again. */
  | { readonly is: 'bug'; readonly error: Error; readonly undone: boolean };

/** Thrown by the connection room when no connection could be had. */
export class NotConnected extends Error {}

/** SQLSTATE classes, https://www.postgresql.org/docs/18/errcodes-appendix.html */
const contended = new Set(['55P03', '40001', '40P01', '57014', '53300', '53200']);
const shuttingDown = new Set(['57P01', '57P02', '25P03']);

export const failureOf = (error: unknown): Failure => {
  if (error instanceof NotConnected) return { is: 'unreachable' };
  if (!(error instanceof Error)) return { is: 'bug', error: new Error(String(error)), undone: false };
  if (connectionLost(error)) return { is: 'interrupted' };
  const state = stateOf(error);
  if (state === null) return { is: 'bug', error, undone: false };
  if (state === '57P03') return { is: 'unreachable' };
  if (state === '53100') return { is: 'full' };
  if (contended.has(state)) return { is: 'contended' };
  if (shuttingDown.has(state) || state.startsWith('08')) return { is: 'interrupted' };
  return state.startsWith('22') ? { is: 'unstorable', state } : { is: 'bug', error, undone: true };
};
