import type { Http } from '@nightjar/kernel/http/http';
import type { Kernel } from '@nightjar/kernel/kernel';
import { keyOfContent } from '../change/identity.ts';
import { storableText } from '../change/storable.ts';
import type { CloudEvent } from './cloudevents/event.ts';
import { readMessage } from './cloudevents/http-message.ts';
import { deliveryOf } from './cloudevents/identity.ts';
import { cloudEvents } from './cloudevents/index.ts';
import type { Deliveries } from './deliveries.ts';
import type { Desk } from './desk.ts';
import { plainHeaders } from './hooks.ts';
import { keptBody } from './kept-body.ts';
import { type Outcome, recordDelivery } from './record.ts';
import { refused } from './refusals.ts';
import { keptHeaders } from './stored.ts';
import { type EventResult, EventsAnswer } from './wire.ts';

/** Appends under way at a time for one request: enough to fill a group commit, too few to fill the log's queue. */
const atOnce = 200;

/** Events in a batch: what is appended within some seconds, before a sender gives up waiting and sends it all again. */
const most = 10_000;

type Done = Outcome & { readonly event: CloudEvent };

const mismatch = ({ event, position }: Done) =>
  refused('delivery.mismatch', {
    detail: `The event ${event.id} of ${event.source} is recorded already, at position ${position}, with other content.`,
  });

const resultOf = (done: Done): EventResult => {
  if (done.status !== 'mismatch') {
    return { status: done.status, change: done.changes[0] ?? null, why: done.why, refusal: null };
  }
  const { code, message, entry } = mismatch(done);
  return { status: 'refused', change: null, why: null, refusal: { code, detail: message, next: entry.next } };
};

/** `POST /api/v1/events`: CloudEvents in any content mode. `http` hands bodies over as bytes. */
export const eventRoute = (
  http: Http,
  kernel: Pick<Kernel, 'log' | 'clock'>,
  deliveries: Deliveries,
  desk: Desk,
  bodyLimit: number,
): void => {
  const schema = { response: { 202: EventsAnswer } };
  http.post('/api/v1/events', { config: { right: 'ingest' }, bodyLimit, schema }, async (request, reply) => {
    const headers = plainHeaders(request.headers);
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const message = readMessage(headers, body);
    if (message.is === 'unsupported') throw refused('event.type', { detail: message.message });
    if (message.is === 'invalid') {
      throw refused('event.invalid', { detail: message.message, pointer: message.pointer });
    }
    if (message.events.length > most) {
      throw refused('event.too-many', { detail: `The batch holds ${message.events.length} events.` });
    }
    const receivedAt = kernel.clock.now();
    const { org, subject } = request.caller;
    const record = async (event: CloudEvent): Promise<Done> => {
      const whole = Buffer.from(JSON.stringify(event));
      const kept = keptBody({}, whole, event);
      const arrived = {
        org,
        delivery: deliveryOf(event),
        event: storableText(event.type).slice(0, 200),
        receivedAt,
        value: kept.value,
        raw: {
          headers: {
            ...keptHeaders(headers, [], receivedAt),
            ...kept.headers,
            'content-type': 'application/cloudevents+json',
          },
          body: kept.body,
        },
        hash: keyOfContent(event),
        actor: subject,
      };
      const outcome = await recordDelivery(kernel.log, cloudEvents, arrived, desk.locate);
      deliveries(cloudEvents.name, outcome.status);
      return { event, ...outcome };
    };

    const outcomes: Done[] = [];
    for (let done = 0; done < message.events.length; done += atOnce) {
      outcomes.push(...(await Promise.all(message.events.slice(done, done + atOnce).map(record))));
    }
    const [first] = outcomes;
    if (message.mode !== 'batch' && first?.status === 'mismatch') throw mismatch(first);
    return reply.code(202).send({
      position: outcomes.reduce((last, { position }) => Math.max(last, position), 0),
      results: outcomes.map(resultOf),
    });
  });

  // The handshake of http-webhook.md 4: whoever asks is allowed, because the token is what counts. WebHook-Request-Callback
  // is not called back: an address from outside is never fetched.
  http.options('/api/v1/events', { config: { right: 'anyone' } }, async ({ headers }, reply) => {
    const origin = headers['webhook-request-origin'];
    if (origin !== undefined) reply.header('webhook-allowed-origin', origin);
    if (headers['webhook-request-rate'] !== undefined) reply.header('webhook-allowed-rate', '*');
    return reply
      .header('allow', 'POST, OPTIONS')
      .code(origin === undefined ? 204 : 200)
      .send();
  });
};
