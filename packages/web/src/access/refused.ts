import { ProblemError, UnreachableError } from '@nightjar/sdk/failure';

/** Why the door stayed shut, in words for the one who stands before it. */
export const refusedFor = (error: unknown): string => {
  if (error instanceof ProblemError) return [error.detail, error.next].filter((it) => it !== null).join(' ');
  if (error instanceof UnreachableError) return 'Nightjar does not answer. Is the server running?';
  return error instanceof Error ? error.message : String(error);
};
