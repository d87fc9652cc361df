import { GarbledError, ProblemError, UnreachableError } from '@nightjar/sdk/failure';

/** Why there is no answer, by what the reader can do about it. */
export type Trouble =
  /** The filter is wrong at `offset`, where the server knows. */
  | { readonly is: 'filter'; readonly says: string; readonly offset: number | null }
  | { readonly is: 'signed out' }
  | { readonly is: 'unreachable' }
  | {
      readonly is: 'broken';
      readonly says: string;
      readonly next: string | null;
      readonly code: string | null;
      /** There is no such thing. */
      readonly missing?: true;
    };

export const troubleFrom = (error: unknown): Trouble => {
  if (error instanceof ProblemError) {
    const { detail: says, next, code, status, offset } = error;
    if (status === 401) return { is: 'signed out' };
    if (status === 400) return { is: 'filter', says, offset };
    return { is: 'broken', says, next, code, ...(status === 404 ? { missing: true } : {}) };
  }
  if (error instanceof UnreachableError) return { is: 'unreachable' };
  const says = error instanceof GarbledError || error instanceof Error ? error.message : String(error);
  return { is: 'broken', says, next: null, code: null };
};
