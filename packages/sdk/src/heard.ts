/**
 * What becomes of a question, for whoever tells people how things stand. `keptAt`: not the server answered, but the browser's own
 * worker, from what the server said then (milliseconds since the epoch); `why` says why in a word.
 */
export type Heard =
  | { readonly is: 'answered'; readonly status: number }
  | { readonly is: 'kept'; readonly keptAt: number; readonly why: string }
  /** Nobody answered, or not in time. */
  | { readonly is: 'silence' }
  /** Something answered that is not Nightjar. */
  | { readonly is: 'garbled' };

const unwell: ReadonlySet<number> = new Set([502, 503, 504]);

/** The headers are our worker's: packages/web/src/worker. */
export const heardIn = ({ status, headers }: Pick<Response, 'status' | 'headers'>): Heard => {
  const keptAt = Date.parse(headers.get('nightjar-kept-at') ?? '');
  if (!Number.isNaN(keptAt)) return { is: 'kept', keptAt, why: headers.get('nightjar-kept-why') ?? 'silent' };
  // Whoever says so in a proxy's own words, the server is behind it.
  if (unwell.has(status)) return { is: 'answered', status };
  const ours = /^(?:application\/(?:problem\+)?json|text\/event-stream)\b/.test(
    headers.get('content-type') ?? '',
  );
  return ours || status === 204 ? { is: 'answered', status } : { is: 'garbled' };
};

const times = new WeakMap<object, number>();

/** Notes of an answer that it is one that was kept. */
export const noteKept = (answer: unknown, heard: Heard): void => {
  if (heard.is === 'kept' && typeof answer === 'object' && answer !== null) times.set(answer, heard.keptAt);
};

/** When the server gave this answer, where it was kept since; null where it comes from the server itself. */
export const keptAtOf = (answer: object): number | null => times.get(answer) ?? null;
