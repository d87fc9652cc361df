import { createHash } from 'node:crypto';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { instant } from '../change/instant.ts';
import type { Deliveries } from './deliveries.ts';
import type { Desk, Hook } from './desk.ts';
import { keptBody } from './kept-body.ts';
import { recordParts } from './parts.ts';
import { refused } from './refusals.ts';
import type { Answer, Headers, Source } from './source.ts';
import { bodyValue, keptHeaders } from './stored.ts';
import { DeliveryAnswer } from './wire.ts';

/** The organisation that webhooks belong to, until each has one of its own. */
const org = 1;

const noteOf = (verdict: 'unsigned' | 'forged' | 'stale') =>
  verdict === 'stale' ? refused('hook.stale') : refused('hook.signature');

/** One value a header: Node joins repeated ones by commas, save a few of which none is read here. */
export const plainHeaders = (headers: NodeJS.Dict<string | string[]>): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** Headers as `verify` reads them: who can set no header puts the secret into the address, `?key=…`, which no log shows. */
const headersOf = ({ headers, query }: FastifyRequest): Headers => {
  const plain = plainHeaders(headers);
  const { key } = query as { readonly key?: unknown };
  return typeof key === 'string' && plain['authorization'] === undefined
    ? { ...plain, authorization: `Bearer ${key}` }
    : plain;
};

/** What the sender's clock said at sending, kept with what is known of it. */
const listen = (
  { clocks }: Desk,
  source: Source,
  headers: Headers,
  value: unknown,
  receivedAt: Date,
): void => {
  const sentAt = instant(source.sentAt?.(headers, value) ?? null);
  if (sentAt === null) return;
  clocks.hear(source.name, { aheadMs: Date.parse(sentAt) - receivedAt.getTime(), tells: 'sent' });
};

const say = (reply: FastifyReply, { status, body }: Answer): FastifyReply => {
  reply.code(status);
  // A 204 has no body: RFC 9110, 15.3.5.
  if (status === 204) return reply.send();
  if (typeof body === 'string') return reply.type('text/plain; charset=utf-8').send(Buffer.from(body));
  return reply.type('application/json; charset=utf-8').send(Buffer.from(JSON.stringify(body)));
};

/** `POST /hooks/<source>`: open to anyone, because the proof is the right. `http` hands bodies over as bytes. */
export const hookRoute = (
  http: Http,
  kernel: Pick<Kernel, 'log' | 'clock'>,
  deliveries: Deliveries,
  desk: Desk,
  hook: Hook,
  bodyLimit: number,
): void => {
  const { path } = hook;

  const sourceFor = ({ params }: FastifyRequest): Source => {
    if (typeof hook.source !== 'function') return hook.source;
    const { name = '' } = params as { readonly name?: string };
    const found = hook.source(name);
    if (found === null)
      throw refused('source.no-custom', { detail: `No source of your own is called ${name}.` });
    return found;
  };

  const counting = (source: Source) => (outcome: Parameters<Deliveries>[1]) =>
    deliveries(source.name, outcome);

  const refuse = (source: Source, verdict: 'unsigned' | 'forged' | 'stale'): never => {
    counting(source)(verdict);
    desk.noteRefused(source.name, verdict, kernel.clock.now());
    throw noteOf(verdict);
  };

  /** Before a byte of the body is kept: what is refused whatever the body says. */
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const source = sourceFor(request);
    const secrets = desk.secrets(source.name);
    if (secrets.length === 0) {
      counting(source)('no-secret');
      desk.noteRefused(source.name, 'no-secret', kernel.clock.now());
      throw refused('hook.no-secret', {
        retryAfterSeconds: 60,
        detail: `${path.replace(':name', source.name.slice(source.name.indexOf('/') + 1))} has no secret yet: set ${source.setup.title} up.`,
      });
    }
    const verdict = source.verify(Buffer.alloc(0), headersOf(request), secrets, kernel.clock.now());
    // A token is wrong whatever the body says, and 25 MB of it need not be waited for.
    if (verdict === 'unsigned' || (verdict === 'forged' && source.setup.proof === 'token')) {
      refuse(source, verdict);
    }
  };

  http.post(
    path,
    { config: { right: 'anyone' }, bodyLimit, onRequest, schema: { response: { 202: DeliveryAnswer } } },
    async (request, reply) => {
      const source = sourceFor(request);
      const count = counting(source);
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const headers = headersOf(request);
      const receivedAt = kernel.clock.now();
      const verdict = source.verify(body, headers, desk.secrets(source.name), receivedAt);
      if (verdict !== 'genuine') return refuse(source, verdict);
      // Only who has proved themselves counts: nobody else can use a sender's share up.
      const seconds = desk.wait(source.name, receivedAt.getTime());
      if (seconds > 0) {
        count('held-back');
        throw refused('hook.too-many', { retryAfterSeconds: seconds });
      }
      let sent: unknown;
      try {
        sent = bodyValue(headers, body);
      } catch (error) {
        count('unreadable');
        throw error;
      }
      const value = source.unpack?.(sent) ?? sent;
      const greeting = source.greet?.(value) ?? null;
      if (greeting !== null) return say(reply, greeting) as never;
      const named = source.identify(headers, body, value, receivedAt);
      if (named === null) {
        count('unreadable');
        throw refused('hook.identity');
      }
      listen(desk, source, headers, value, receivedAt);
      const clockAheadMs = desk.clocks.aheadMs(source.name);
      const kept = keptBody(headers, value === sent ? body : Buffer.from(JSON.stringify(value)), value);
      const outcome = await recordParts(
        kernel.log,
        source,
        {
          org,
          ...named,
          receivedAt,
          value: kept.value,
          raw: {
            headers: { ...keptHeaders(headers, source.keeps, receivedAt, clockAheadMs), ...kept.headers },
            body: kept.body,
          },
          hash: createHash('sha256').update(body).digest('hex'),
          actor: `source:${source.name}`,
          clockAheadMs,
        },
        value,
        desk.locate,
      );
      count(outcome.status);
      if (outcome.status === 'mismatch') {
        throw refused('delivery.mismatch', {
          detail: `The delivery ${named.delivery} is recorded already, at position ${outcome.position}, with another body.`,
        });
      }
      const { happenedMs } = outcome;
      // Of a sender who does not say when it sends, only a word from the future tells.
      if (source.sentAt === undefined && happenedMs !== null) {
        desk.clocks.hear(source.name, { aheadMs: happenedMs - receivedAt.getTime(), tells: 'happened' });
      }
      const answer = source.answer?.({
        delivery: named.delivery,
        position: outcome.position,
        value: kept.value,
      });
      if (answer !== undefined) return say(reply, answer) as never;
      return reply.code(202).send({ ...outcome, changes: [...outcome.changes], alerts: [...outcome.alerts] });
    },
  );
};
