import type { Line } from './line.ts';
import type { SearchAnswer } from './wire.ts';

/** Everything by what is typed, the last word as far as it is typed. `limit` is of each group. */
export type Search = (
  text: string,
  options?: { readonly limit?: number | undefined; readonly signal?: AbortSignal | undefined },
) => Promise<SearchAnswer>;

export const searchOver =
  (line: Line): Search =>
  (q, { limit, signal } = {}) =>
    line.json<SearchAnswer>({ path: '/api/v1/search', query: { q, limit }, signal }, ['hits', 'missing']);
