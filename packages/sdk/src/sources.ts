import type { Line } from './line.ts';
import type {
  DeliveryBody,
  Done,
  MadeSecret,
  NoiseReport,
  ReadAgain,
  ReconcilerList,
  Replayed,
  SourceList,
  SourcePage,
} from './wire.ts';

type Ask = { readonly minPos?: number | undefined; readonly signal?: AbortSignal | undefined };

export type Sources = {
  readonly list: (ask?: Ask) => Promise<SourceList>;
  /** How to set a source up, its secrets by their last characters, and what has come from it. */
  readonly show: (source: string, ask?: Ask) => Promise<SourcePage>;
  /** Makes a secret, or takes the sender's own. The one that was made is in this answer and nowhere else. */
  readonly addSecret: (source: string, own?: string) => Promise<MadeSecret>;
  readonly retireSecret: (source: string, id: string) => Promise<Done>;
  /** Retires every secret that is not set in the environment. */
  readonly disconnect: (source: string) => Promise<Done>;
  /** What was kept of a delivery, redacted. */
  readonly delivery: (source: string, position: number, ask?: Pick<Ask, 'signal'>) => Promise<DeliveryBody>;
  /** Reads one delivery again, with today's adapter. */
  readonly resend: (source: string, position: number) => Promise<ReadAgain>;
  /** Reads the deliveries kept from a sender again, with today's adapter. `since` is ISO 8601; all kept where not given. */
  readonly replay: (source: string, options?: { readonly since?: string | undefined }) => Promise<Replayed>;
  /** What is asked for what webhooks may have lost, and how each stands; what needs somebody first. */
  readonly reconcilers: (options?: { readonly signal?: AbortSignal | undefined }) => Promise<ReconcilerList>;
  /** How noisy each source was in the last days (7 where not given), or one alone. */
  readonly noise: (options?: {
    readonly days?: number | undefined;
    readonly source?: string | undefined;
    readonly signal?: AbortSignal | undefined;
  }) => Promise<NoiseReport>;
};

/** The server answers when all is read. Should a proxy be less patient: it reads on, and to ask again does no harm. */
const longestReplayMs = 60 * 60_000;

const path = '/api/v1/sources';
const of = (source: string): string => `${path}/${encodeURIComponent(source)}`;

export const sourcesOver = (line: Line): Sources => ({
  list: ({ minPos, signal } = {}) =>
    line.json<SourceList>({ path, query: { min_pos: minPos }, signal }, ['sources']),
  show: (source, { minPos, signal } = {}) =>
    line.json<SourcePage>({ path: of(source), query: { min_pos: minPos }, signal }, ['source', 'url']),
  addSecret: (source, own) =>
    line.json<MadeSecret>({ method: 'POST', path: `${of(source)}/secrets`, body: { secret: own } }, [
      'id',
      'secret',
    ]),
  retireSecret: (source, id) =>
    line.json<Done>({ method: 'DELETE', path: `${of(source)}/secrets/${encodeURIComponent(id)}` }, [
      'position',
    ]),
  disconnect: (source) => line.json<Done>({ method: 'DELETE', path: `${of(source)}/secrets` }, ['position']),
  delivery: (source, position, { signal } = {}) =>
    line.json<DeliveryBody>({ path: `${of(source)}/deliveries/${position}`, signal }, ['body', 'headers']),
  resend: (source, position) =>
    line.json<ReadAgain>(
      { method: 'POST', path: `${of(source)}/deliveries/${position}/resend`, repeatable: true },
      ['outcome'],
    ),
  replay: (source, { since } = {}) =>
    line.json<Replayed>(
      { method: 'POST', path: `${of(source)}/replay`, body: { since }, timeoutMs: longestReplayMs },
      ['deliveries'],
    ),
  reconcilers: ({ signal } = {}) =>
    line.json<ReconcilerList>({ path: '/api/v1/reconcilers', signal }, ['reconcilers']),
  noise: ({ days, source, signal } = {}) =>
    line.json<NoiseReport>({ path: '/api/v1/noise', query: { days, source }, signal }, ['sources']),
});
