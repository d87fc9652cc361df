import type { Line } from './line.ts';
import type { NoiseReport, Replayed } from './wire.ts';

export type Sources = {
  /** Reads the deliveries kept from a sender again, with today's adapter. `since` is ISO 8601; all kept where not given. */
  readonly replay: (source: string, options?: { readonly since?: string | undefined }) => Promise<Replayed>;
  /** How noisy each source was in the last days (7 where not given), or one alone. */
  readonly noise: (options?: {
    readonly days?: number | undefined;
    readonly source?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  }) => Promise<NoiseReport>;
};

/** The server answers when all is read. Should a proxy be less patient: it reads on, and to ask again does no harm. */
const longestReplayMs = 60 * 60_000;

export const sourcesOver = (line: Line): Sources => ({
  replay: (source, { since } = {}) =>
    line.json<Replayed>(
      {
        method: 'POST',
        path: `/api/v1/sources/${encodeURIComponent(source)}/replay`,
        body: { since },
        timeoutMs: longestReplayMs,
      },
      ['deliveries'],
    ),
  noise: ({ days, source, signal } = {}) =>
    line.json<NoiseReport>({ path: '/api/v1/noise', query: { days, source }, signal }, ['sources']),
});
