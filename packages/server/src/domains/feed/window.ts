import { refuse } from './refusals.ts';

/** A window as it was asked for, in milliseconds since 1970, half-open. `pointer`: which part of the question to blame. */
export const windowOf = (
  from: string,
  to: string,
  pointer: string,
): { readonly from: number; readonly to: number } => {
  const [begin, end] = [Date.parse(from), Date.parse(to)];
  if (begin < end) return { from: begin, to: end };
  throw refuse('feed.window', { detail: `It goes from ${from} to ${to}.`, pointer });
};
