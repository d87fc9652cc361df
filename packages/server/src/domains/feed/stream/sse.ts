import type { Http } from '@nightjar/kernel/http/http';
import { securityHeaders } from '@nightjar/kernel/http/secure-headers';
import type { Kernel } from '@nightjar/kernel/kernel';
import { toPredicate } from '@nightjar/query/to-predicate';
import { Type } from 'typebox';
import { parsed } from '../asked.ts';
import { fields } from '../fields.ts';
import { refuse } from '../refusals.ts';
import { inView } from '../view.ts';
import { views } from '../wire.ts';
import { ring } from './ring.ts';
import type { ShownTo } from './shown.ts';
import { subscribers } from './subscribers.ts';
import { messagesBetween, tail } from './tail.ts';

/** Shorter than the idle limits of the usual proxies (60 s). */
const usualBeatMs = 15_000;
const mostOfOneOrg = 20_000;
/** How long a client waits before it comes back, ms; spread, so that after a restart not all come at once. */
const retryMs = { least: 1_000, spread: 4_000 };

const StreamQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 4096 })),
  view: Type.Optional(Type.Unsafe<(typeof views)[number]>({ type: 'string', enum: [...views] })),
  /** As the header Last-Event-ID, for clients that cannot set it: the id of an event, or `follow` of a page. */
  last_event_id: Type.Optional(Type.String({ maxLength: 40 })),
});

export type StreamOptions = { readonly beatMs?: number; readonly fillingMs?: number };

type Resumption =
  | { readonly is: 'now' }
  | { readonly is: 'after'; readonly pos: number }
  | { readonly is: 'lost'; readonly reason: string };

/** Where a client wants to go on. An id of another epoch, or from beyond the head, means facts that no longer are. Throws `feed.last-event-id`. */
export const resumption = (id: string | undefined, epoch: number, head: number): Resumption => {
  if (id === undefined || id === '') return { is: 'now' };
  // A position without its epoch would pass for valid after a restore.
  if (/^\d+$/.test(id)) throw refuse('feed.last-event-id');
  const [, of, digits] = /^(\d{1,9})-(\d{1,15})$/.exec(id) ?? [];
  if (digits === undefined) return { is: 'lost', reason: 'unknown id' };
  if (Number(of) !== epoch) return { is: 'lost', reason: 'restored' };
  const pos = Number(digits);
  return pos > head ? { is: 'lost', reason: 'ahead of the log' } : { is: 'after', pos };
};

/** `GET /api/v1/changes/stream`: the changes that match a filter, as they are observed. */
export const streamRoute = (
  http: Http,
  kernel: Kernel,
  shown: ShownTo,
  { beatMs = usualBeatMs, ...more }: StreamOptions = {},
): void => {
  const { log } = kernel;
  const held = ring();
  const room = subscribers({
    epoch: () => log.epoch,
    shownTo: shown,
    ring: held,
    between: (after, until) => messagesBetween(kernel, after, until, 500),
    onFirst: () => follow.start(),
    onLast: () => follow.stop(),
  });
  const follow = tail(kernel, held, room, more);
  const onBeat = (): void => {
    room.beat();
    follow.look();
    room.check().catch((error) => kernel.logger.warn({ err: error }, 'who listens could not be checked'));
  };
  const forget = log.onNewEpoch(follow.look);
  const beats = setInterval(onBeat, beatMs).unref();
  http.closing.addEventListener('abort', () => {
    clearInterval(beats);
    forget();
    follow.stop();
    room.endAll();
  });

  http.get(
    '/api/v1/changes/stream',
    {
      config: { right: 'read', endless: true },
      schema: {
        summary: 'Changes that match a filter, as they happen (Server-Sent Events)',
        description:
          'Events: change (a change as it stands, once an observation), left (a change that was shown and matches no more), withdrawn (a change that was none), reset (read the list again). In the view `quiet` nothing of low priority is told; a change whose `bundle` is shown takes the place of the line that stands for it. The stream of a token or session that no longer holds ends within 15 seconds.',
        tags: ['changes'],
        produces: ['text/event-stream'],
        querystring: StreamQuery,
      },
    },
    async (request, reply) => {
      const { org } = request.caller;
      const query = request.query.q ?? '';
      const view = request.query.view ?? 'all';
      const ast = inView(view, parsed(query));
      if (room.countOf(org) >= mostOfOneOrg) throw refuse('feed.too-many-streams', { retryAfterSeconds: 30 });
      const header = request.headers['last-event-id'];
      const wanted = typeof header === 'string' ? header : request.query.last_event_id;
      const from = resumption(wanted, log.epoch, wanted === undefined ? 0 : await log.head());

      reply.hijack();
      const out = reply.raw;
      out.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        ...securityHeaders('text/event-stream'),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      out.write(`retry: ${Math.round(retryMs.least + Math.random() * retryMs.spread)}\n\n`);
      room.join(out, {
        org,
        query,
        view,
        predicate: () => toPredicate(ast, fields, kernel.clock.now()),
        after: from.is === 'after' ? from.pos : null,
        lost: from.is === 'lost' ? from.reason : null,
        stillMay: () => request.stillMay(),
      });
    },
  );
};
