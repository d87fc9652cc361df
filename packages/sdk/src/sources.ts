import type { Line } from './line.ts';
import type { Replayed } from './wire.ts';

export type Sources = {
  /** Reads the deliveries kept from a sender again, with today's adapter. `since` is ISO 8601; all kept where not given. */
  readonly replay: (source: string, options?: { readonly since?: string | undefined }) => Promise<Replayed>;
};

export const sourcesOver = (line: Line): Sources => ({
  replay: (source, { since } = {}) =>
    line.json<Replayed>(
      { method: 'POST', path: `/api/v1/sources/${encodeURIComponent(source)}/replay`, body: { since } },
      ['deliveries'],
    ),
});
