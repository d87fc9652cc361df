import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { backoffMs, mayPass, sleep } from './backoff.ts';
import { aheadBy } from './clock.ts';
import { GarbledError, ProblemError, unreachable } from './failure.ts';
import type { Line } from './line.ts';
import type { Change, View } from './wire.ts';

export type FollowOptions = {
  readonly q?: string | undefined;
  /** As for `list`. In `quiet` a change whose `bundle` is shown takes the place of the line that stands for it. */
  readonly view?: View | undefined;
  /** `id` of the last message seen, or `follow` of a page; from now on where not given. */
  readonly lastEventId?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** A line on which nothing, not even a heartbeat, comes for so long is taken for dead; 45 s where not given. */
  readonly silenceMs?: number | undefined;
};

/**
 * What a follower hears. A change is heard again whenever it changes: the last one heard is how it stands.
 * After `reset` (the log was restored, or the place to resume from is gone) what was read before may be wrong: read the
 * page again. `lost` and `open` are for showing; resuming is done here.
 */
export type Followed =
  /** `aheadMs`: by how much the clock here is ahead of the server's, to about a second; null where the server does not say. */
  | { readonly is: 'open'; readonly aheadMs: number | null }
  | { readonly is: 'change'; readonly id: string; readonly change: Change }
  /** What was reported turned out to be no change: `change` is its id. */
  | { readonly is: 'withdrawn'; readonly id: string; readonly change: string }
  /** A change that was shown under this filter matches it no more: `change` is its id. */
  | { readonly is: 'left'; readonly id: string; readonly change: string }
  | { readonly is: 'reset'; readonly id: string | null }
  | { readonly is: 'lost'; readonly retryInMs: number; readonly because: Error };

/** Longest message that is put together in memory; a change is some 2 kB. */
const maxBufferSize = 4 * 1024 * 1024;

/** Null for an event of a newer server, which is passed over; throws on data that is not JSON. */
const heardFrom = ({ event, id, data }: EventSourceMessage): Followed | null => {
  if (event === 'change') return { is: 'change', id: id ?? '', change: JSON.parse(data) as Change };
  if (event === 'withdrawn' || event === 'left')
    return { is: event, id: id ?? '', change: (JSON.parse(data) as { id: string }).id };
  return event === 'reset' ? { is: 'reset', id: id ?? null } : null;
};

const longestOpeningMs = 15_000;

type Place = { lastEventId: string | null; retryMs: number };

/** One connection, from its opening until it ends; moves `place` along as it goes. */
async function* connection(
  line: Line,
  path: string,
  { q, view, signal, silenceMs = 45_000 }: FollowOptions,
  place: Place,
): AsyncGenerator<Followed, void, undefined> {
  const silence = new AbortController();
  const stop = signal === undefined ? silence.signal : AbortSignal.any([signal, silence.signal]);
  const fallSilent = (): void => silence.abort(new Error('nothing was heard for too long'));
  let timer = setTimeout(fallSilent, Math.min(silenceMs, longestOpeningMs));
  try {
    const headers = {
      accept: 'text/event-stream',
      ...(place.lastEventId === null ? {} : { 'last-event-id': place.lastEventId }),
    };
    const asked = Date.now();
    const answer = await line.open({ path, query: { q, view }, headers, signal: stop });
    const aheadMs = aheadBy(answer.headers.get('date'), asked, Date.now());
    const type = answer.headers.get('content-type') ?? 'nothing';
    if (!type.startsWith('text/event-stream') || answer.body === null)
      throw new GarbledError(line.url, `it is ${type}, not text/event-stream`);
    clearTimeout(timer);
    yield { is: 'open', aheadMs };
    timer = setTimeout(fallSilent, silenceMs);

    let heard: Followed[] = [];
    let broken: GarbledError | null = null;
    const parser = createParser({
      maxBufferSize,
      // Also where an id comes alone: the server's word for "you are up to here", so that a quiet follower can resume.
      onId: (id) => {
        place.lastEventId = id === '' ? null : id;
      },
      onRetry: (ms) => {
        place.retryMs = ms;
      },
      onEvent: (message) => {
        try {
          const one = heardFrom(message);
          if (one?.is === 'reset') place.lastEventId = one.id;
          if (one !== null) heard.push(one);
        } catch {
          broken = new GarbledError(line.url, `an event ${message.event} that is not JSON`);
        }
      },
    });
    // A reader, not `for await`: Safari's streams cannot be iterated.
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(timer);
      parser.feed(value);
      yield* heard;
      heard = [];
      if (broken !== null) throw broken;
      timer = setTimeout(fallSilent, silenceMs);
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/** A connection that lasted so long was a good one: the next wait starts small again. */
const goodMs = 10_000;

/**
 * Listens, and comes back by itself: after the last id heard, with full jitter between attempts. Throws only where
 * coming back cannot help: the server refuses (a bad filter, a revoked token), or was never Nightjar.
 */
export async function* follow(
  line: Line,
  path: string,
  options: FollowOptions = {},
): AsyncGenerator<Followed, void, undefined> {
  const { signal, lastEventId } = options;
  const place: Place = { lastEventId: lastEventId ?? null, retryMs: 500 };
  let failures = 0;
  let everOpen = false;
  while (!signal?.aborted) {
    const began = Date.now();
    let because: Error = unreachable(line.url, 'the server ended the stream');
    try {
      for await (const heard of connection(line, path, options, place)) {
        if (heard.is === 'open') everOpen = true;
        yield heard;
      }
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof ProblemError && !mayPass(error)) throw error;
      if (error instanceof GarbledError && !everOpen) throw error;
      const said = error instanceof ProblemError || error instanceof GarbledError;
      because = said ? error : unreachable(line.url, error);
    }
    if (signal?.aborted) return;
    failures = Date.now() - began > goodMs ? 0 : failures + 1;
    const atLeastMs = (because instanceof ProblemError ? because.retryAfterMs : null) ?? 0;
    const retryInMs = backoffMs(Math.max(0, failures - 1), Math.random(), {
      baseMs: place.retryMs,
      atLeastMs,
    });
    yield { is: 'lost', retryInMs, because };
    await sleep(retryInMs, signal).catch(() => {});
  }
}
