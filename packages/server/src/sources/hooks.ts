import { createHash } from 'node:crypto';
import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import type { FastifyRequest } from 'fastify';
import type { Deliveries } from './deliveries.ts';
import { recordDelivery } from './record.ts';
import { refused } from './refusals.ts';
import type { Headers, Source } from './source.ts';
import { bodyValue, keptHeaders } from './stored.ts';
import { DeliveryAnswer } from './wire.ts';

/** A source in use: the secrets that its senders sign with, and the variable that sets them. */
export type Hook = {
  readonly source: Source;
  readonly secrets: readonly string[];
  readonly setting: string;
};

/** The organisation that webhooks belong to, until each has one of its own. */
const org = 1;

const noteOf = (verdict: 'unsigned' | 'forged' | 'stale') =>
  verdict === 'stale' ? refused('hook.stale') : refused('hook.signature');

/** One value a header: Node joins repeated ones by commas, save a few of which none is read here. */
export const plainHeaders = (headers: NodeJS.Dict<string | string[]>): Headers =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );

/** `POST /hooks/<source>`: open to anyone, because the signature is the right. `http` hands bodies over as bytes. */
export const hookRoute = (
  http: Http,
  kernel: Pick<Kernel, 'log' | 'clock'>,
  deliveries: Deliveries,
  { source, secrets, setting }: Hook,
  bodyLimit: number,
): void => {
  const count = (outcome: Parameters<Deliveries>[1]) => deliveries(source.name, outcome);

  /** Before a byte of the body is kept: what is refused whatever the body says. */
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    if (secrets.length === 0) {
      count('no-secret');
      throw refused('hook.no-secret', {
        detail: `Set ${setting}: /hooks/${source.name} has no secret yet.`,
      });
    }
    const headers = plainHeaders(request.headers);
    if (source.verify(Buffer.alloc(0), headers, secrets, kernel.clock.now()) !== 'unsigned') return;
    count('unsigned');
    throw refused('hook.signature');
  };

  http.post(
    `/hooks/${source.name}`,
    { config: { right: 'anyone' }, bodyLimit, onRequest, schema: { response: { 202: DeliveryAnswer } } },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const headers = plainHeaders(request.headers);
      const receivedAt = kernel.clock.now();
      const verdict = source.verify(body, headers, secrets, receivedAt);
      if (verdict !== 'genuine') {
        count(verdict);
        throw noteOf(verdict);
      }
      const named = source.identify(headers, body);
      if (named === null) {
        count('unreadable');
        throw refused('hook.identity');
      }
      let value: unknown;
      try {
        value = bodyValue(headers, body);
      } catch (error) {
        count('unreadable');
        throw error;
      }
      const outcome = await recordDelivery(kernel.log, source, {
        org,
        ...named,
        receivedAt,
        value,
        raw: { headers: keptHeaders(headers, source.keeps, receivedAt), body },
        hash: createHash('sha256').update(body).digest('hex'),
        actor: `source:${source.name}`,
      });
      count(outcome.status);
      if (outcome.status === 'mismatch') {
        throw refused('delivery.mismatch', {
          detail: `The delivery ${named.delivery} is recorded already, at position ${outcome.position}, with another body.`,
        });
      }
      return reply.code(202).send({ ...outcome, changes: [...outcome.changes] });
    },
  );
};
