import { openHttp } from '@nightjar/kernel/http/open-http';
import type { Change } from '@nightjar/sdk/wire';
import { serveWeb } from '@nightjar/server/web/serve-web';
import { buildWeb } from '@nightjar/web/build';
import type { FastifyReply } from 'fastify';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { reportsOf } from './night.ts';

/** A stand-in for the server with a feed that a test holds in its hand. */
export type Canned = {
  readonly url: string;
  /** What is in the feed, newest first. */
  changes: readonly Change[];
  /** Who asks is let in. */
  signedIn: boolean;
  /** Answers 500 to every question while it is on. */
  broken: boolean;
  /** Adds a change, or replaces the one with its id, and tells those who listen. */
  readonly tell: (change: Change) => void;
  /** Cuts every stream, and refuses new ones until `reachable` is called. */
  readonly cut: () => void;
  readonly reachable: () => void;
  readonly close: () => Promise<void>;
};

const problem = (reply: FastifyReply, status: number, rest: Record<string, unknown>): FastifyReply =>
  reply
    .code(status)
    .type('application/problem+json')
    .send(JSON.stringify({ type: 'about:blank', status, ...rest }));

/** Just enough of the language for a page to be looked at: field:value and words. */
const meets = (change: Change, q: string): boolean =>
  q.split(/\s+/).every((term) => {
    const [field, value = ''] = term.split(':');
    const wanted = value.split(',');
    if (field === 'service') return change.services.some((it) => wanted.includes(it));
    if (field === '-source') return !wanted.includes(change.source);
    if (field === 'env') return wanted.includes(change.environment ?? '');
    if (field === 'kind') return wanted.includes(change.kind);
    if (field === 'status') return wanted.includes(change.status);
    return change.title.toLowerCase().includes(term.toLowerCase());
  });

const unknownField = (q: string): { name: string; offset: number } | null => {
  const found = /(?:^|\s)-?((?!service|env|kind|status|actor|source|after|before|version)[a-z]+):/.exec(q);
  return found === null ? null : { name: found[1] ?? '', offset: q.indexOf(`${found[1]}:`) };
};

export const canned = async (outDir: string, changes: readonly Change[]): Promise<Canned> => {
  // The real front door, so that its headers and its manners are those the page will meet.
  const http = await openHttp({
    authenticate: () => null,
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    graceMs: 100,
    streamGraceMs: 50,
  });
  const anyone = { config: { right: 'anyone' as const } };
  const streams = new Set<{ reply: FastifyReply; q: string }>();
  let position = 1_000;
  let away = false;

  const query = (request: { query: unknown }) => request.query as Record<string, string | undefined>;
  http.addHook('preHandler', async (request, reply) => {
    if (!request.url.startsWith('/api/') || request.url === '/api/v1/people') return undefined;
    if (away) return reply.raw.destroy();
    if (server.broken)
      return problem(reply, 500, {
        code: 'bug',
        detail: 'Something broke inside Nightjar.',
        next: 'It is in the server’s log.',
      });
    if (request.url.startsWith('/api/v1/session')) return undefined;
    if (!server.signedIn)
      return problem(reply, 401, { code: 'not-signed-in', detail: 'Nobody is signed in.', next: 'Sign in.' });
    const q = query(request)['q'] ?? '';
    const unknown = unknownField(q);
    if (unknown !== null)
      return problem(reply, 400, {
        code: 'query-unknown-field',
        detail: `There is no field "${unknown.name}"; did you mean service?`,
        offset: unknown.offset,
      });
    return undefined;
  });
  http.get('/api/v1/changes', anyone, async (request) => {
    const { q = '', limit = '50', cursor = '0' } = query(request);
    const found = server.changes.filter((change) => q === '' || meets(change, q));
    const end = Number(cursor) + Number(limit);
    return {
      changes: found.slice(Number(cursor), end),
      next: end < found.length ? String(end) : null,
      position,
      stale: false,
      follow: `1-${position}`,
    };
  });
  http.get('/api/v1/changes/stream', anyone, (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    reply.raw.write(`id: 1-${position}\n\n`);
    const stream = { reply, q: query(request)['q'] ?? '' };
    streams.add(stream);
    reply.raw.on('close', () => streams.delete(stream));
  });
  http.get('/api/v1/changes/density', anyone, async (request) => {
    const { from = '', to = '' } = query(request);
    const stepMs = Math.max(1, Date.parse(to) - Date.parse(from));
    return {
      from,
      to,
      origin: from,
      stepMs,
      buckets: [],
      count: 0,
      failed: 0,
      partial: false,
      position,
      stale: false,
    };
  });
  http.get('/api/v1/changes/:id', anyone, async (request, reply) => {
    const { id } = request.params as { id: string };
    const change = server.changes.find((it) => it.id === id);
    if (change === undefined)
      return problem(reply, 404, { code: 'change-unknown', detail: 'No such change.' });
    return { ...change, observations: reportsOf(change) };
  });
  http.post('/api/v1/session', anyone, async (request, reply) => {
    const { password, token } = request.body as Record<string, string | undefined>;
    if (password === 'wrong' || token === 'wrong')
      return problem(reply, 401, {
        code: 'sign-in-refused',
        detail: 'Name and password do not fit together.',
        next: 'Try again.',
      });
    server.signedIn = true;
    return reply.code(201).send({ position });
  });
  http.delete('/api/v1/session', anyone, async (_, reply) => {
    server.signedIn = false;
    return reply.code(204).send();
  });
  http.post('/api/v1/people', anyone, async (_, reply) => {
    server.signedIn = true;
    return reply.code(201).send({ position });
  });
  http.get('/api/v1/session', anyone, async () => ({ caller: null, firstRun: false }));

  const { folder } = await buildWeb({ outDir, log: () => {} });
  serveWeb(http, folder);
  const url = await http.listen({ host: '127.0.0.1', port: 0 });

  const server: Canned = {
    url,
    changes,
    signedIn: true,
    broken: false,
    tell: (change) => {
      position += 1;
      server.changes = [change, ...server.changes.filter((it) => it.id !== change.id)];
      for (const { reply, q } of streams) {
        const told = q === '' || meets(change, q) ? ['change', change] : ['left', { id: change.id }];
        reply.raw.write(`id: 1-${position}\nevent: ${told[0]}\ndata: ${JSON.stringify(told[1])}\n\n`);
      }
    },
    cut: () => {
      away = true;
      for (const { reply } of streams) reply.raw.destroy();
    },
    reachable: () => {
      away = false;
    },
    close: async () => {
      for (const { reply } of streams) reply.raw.destroy();
      await http.close();
    },
  };
  return server;
};
