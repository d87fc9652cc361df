import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { toPredicate } from '@nightjar/query/to-predicate';
import { Type } from 'typebox';
import { parsed } from '../asked.ts';
import { fields } from '../fields.ts';
import { refuse } from '../refusals.ts';
import { ring } from './ring.ts';
import { subscribers } from './subscribers.ts';
import { messagesBetween, tail } from './tail.ts';

/** Shorter than the idle limits of the usual proxies (60 s). */
const beatMs = 15_000;
const mostOfOneOrg = 20_000;
/** How long a client waits before it comes back, ms; spread, so that after a restart not all come at once. */
const retryMs = { least: 1_000, spread: 4_000 };

const StreamQuery = Type.Object({
  q: Type.Optional(Type.String({ maxLength: 4096 })),
  /** As the header Last-Event-ID, for clients that cannot set it; or a position, as a page answers it. */
  last_event_id: Type.Optional(Type.String({ maxLength: 40 })),
});

type Resumption =
  | { readonly is: 'now' }
  | { readonly is: 'after'; readonly pos: number }
  | { readonly is: 'lost'; readonly reason: string };

/** Where a client wants to go on. An id of another epoch, or from beyond the head, means facts that no longer are. */
export const resumption = (id: string | undefined, epoch: number, head: number): Resumption => {
  if (id === undefined || id === '') return { is: 'now' };
  const [, of, digits] = /^(?:(\d{1,9})-)?(\d{1,15})$/.exec(id) ?? [];
  if (digits === undefined) return { is: 'lost', reason: 'unknown id' };
  if (of !== undefined && Number(of) !== epoch) return { is: 'lost', reason: 'restored' };
  const pos = Number(digits);
  return pos > head ? { is: 'lost', reason: 'ahead of the log' } : { is: 'after', pos };
};

/** `GET /api/v1/changes/stream`: the changes that match a filter, as they are observed. */
export const streamRoute = (http: Http, kernel: Kernel): void => {
  const { log } = kernel;
  const held = ring();
  const room = subscribers({
    epoch: () => log.epoch,
    ring: held,
    between: (after, until) => messagesBetween(kernel, after, until, 500),
    onFirst: () => follow.start(),
    onLast: () => follow.stop(),
  });
  const follow = tail(kernel, held, { onMore: room.more, onBack: room.cutAll });
  const forget = log.onNewEpoch(room.cutAll);
  const beats = setInterval(room.beat, beatMs).unref();
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
          'Events: change (a change as it stands, once an observation), withdrawn (a change that was none), reset (read the list again).',
        tags: ['changes'],
        produces: ['text/event-stream'],
        querystring: StreamQuery,
      },
    },
    async (request, reply) => {
      const { org } = request.caller;
      const query = request.query.q ?? '';
      const ast = parsed(query);
      if (room.countOf(org) >= mostOfOneOrg) throw refuse('feed.too-many-streams', { retryAfterSeconds: 30 });
      const header = request.headers['last-event-id'];
      const wanted = typeof header === 'string' ? header : request.query.last_event_id;
      const from = resumption(wanted, log.epoch, wanted === undefined ? 0 : await log.head());

      reply.hijack();
      const out = reply.raw;
      out.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      out.write(`retry: ${Math.round(retryMs.least + Math.random() * retryMs.spread)}\n\n`);
      room.join(out, {
        org,
        query,
        predicate: () => toPredicate(ast, fields, kernel.clock.now()),
        after: from.is === 'after' ? from.pos : null,
        lost: from.is === 'lost' ? from.reason : null,
      });
    },
  );
};
