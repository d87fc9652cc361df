import { backoffMs, sleep } from './backoff.ts';
import { type Followed, type FollowOptions, follow } from './follow.ts';
import type { Line } from './line.ts';
import type {
  Change,
  ChangeWithObservations,
  Comparison,
  Density,
  Page,
  Report,
  Sent,
  View,
} from './wire.ts';

type SendOptions = {
  /** Made up where not given. The same key with the same reports is recorded once, however often it is sent. */
  readonly idempotencyKey?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

type ListOptions = {
  /** Filter language: `service:pricing env:prod -actor:bot after:-2h`. */
  readonly q?: string | undefined;
  /** `quiet`: without what is of low priority, and a bundle as one line. All that match where not given. */
  readonly view?: View | undefined;
  readonly limit?: number | undefined;
  /** `next` of the page before. */
  readonly cursor?: string | undefined;
  /** Wait until this position can be read: the `position` that `send` answered. */
  readonly minPos?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** A window of time, half-open; ISO 8601. */
type Window = { readonly from: string; readonly to: string };

type WindowOptions = Pick<ListOptions, 'q' | 'view' | 'minPos' | 'signal'> & Window;

export type Changes = {
  /** One report or several, recorded together. Safe to repeat: it carries an idempotency key. */
  readonly send: (reports: Report | readonly Report[], options?: SendOptions) => Promise<Sent>;
  /** One page, newest first. */
  readonly list: (options?: ListOptions) => Promise<Page>;
  /** Every change that matches, newest first, a page at a time as you go; `limit` is the size of a page. */
  readonly all: (options?: ListOptions) => AsyncGenerator<Change, void, undefined>;
  /** One change with every report it is folded from. */
  readonly get: (
    id: string,
    options?: Pick<ListOptions, 'minPos' | 'signal'>,
  ) => Promise<ChangeWithObservations>;
  /** How many changes match, by kind and by buckets of a window: `buckets` at most (100 where not given, 400 at most). */
  readonly density: (options: WindowOptions & { readonly buckets?: number | undefined }) => Promise<Density>;
  /** What a window holds that another does not, or more or less of. The filter should speak of no time. */
  readonly compare: (options: WindowOptions & { readonly other: Window }) => Promise<Comparison>;
  /** What happens from now on (or from `lastEventId`), until the signal is aborted. */
  readonly follow: (options?: FollowOptions) => AsyncGenerator<Followed, void, undefined>;
};

const path = '/api/v1/changes';

/** 128 random bits. Not `randomUUID`: browsers have that only on https and localhost. */
export const newIdempotencyKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** How often a list is sent again of which the server's log could take only a part. */
const repeats = 4;

const mayBeTakenLater = ({ refusal }: Sent['results'][number]): boolean =>
  refusal?.code.startsWith('log.') === true && refusal.code !== 'log.unstorable';

/** What was recorded by an earlier answer is a duplicate to the later one. */
const together = (before: Sent, after: Sent): Sent => ({
  position: Math.max(before.position, after.position),
  results: after.results.map((result, index) => {
    const earlier = before.results[index];
    return earlier?.status === 'recorded' ? earlier : result;
  }),
});

export const changesOver = (line: Line): Changes => {
  const list = ({ q, view, limit, cursor, minPos, signal }: ListOptions = {}): Promise<Page> =>
    line.json<Page>({ path, query: { q, view, limit, cursor, min_pos: minPos }, signal }, [
      'changes',
      'next',
    ]);

  return {
    send: async (reports, { idempotencyKey = newIdempotencyKey(), signal } = {}) => {
      const headers = { 'idempotency-key': idempotencyKey };
      const ask = { method: 'POST', path, headers, body: reports, signal, repeatable: true } as const;
      const once = (): Promise<Sent> => line.json<Sent>(ask, ['position', 'results']);
      let sent = await once();
      for (let time = 0; time < repeats && sent.results.some(mayBeTakenLater); time++) {
        await sleep(backoffMs(time, Math.random()), signal);
        sent = together(sent, await once());
      }
      return sent;
    },
    list,
    all: async function* (options = {}) {
      for (let cursor = options.cursor; ; ) {
        const page = await list({ ...options, cursor });
        yield* page.changes;
        if (page.next === null) return;
        cursor = page.next;
      }
    },
    get: (id, { minPos, signal } = {}) =>
      line.json<ChangeWithObservations>(
        { path: `${path}/${encodeURIComponent(id)}`, query: { min_pos: minPos }, signal },
        ['id', 'observations'],
      ),
    density: ({ q, view, from, to, buckets, minPos, signal }) =>
      line.json<Density>(
        { path: `${path}/density`, query: { q, view, from, to, buckets, min_pos: minPos }, signal },
        ['buckets', 'stepMs'],
      ),
    compare: ({ q, view, from, to, other, minPos, signal }) =>
      line.json<Comparison>(
        {
          path: `${path}/compare`,
          query: { q, view, from, to, other_from: other.from, other_to: other.to, min_pos: minPos },
          signal,
        },
        ['here', 'there'],
      ),
    follow: (options) => follow(line, `${path}/stream`, options),
  };
};
