import { isUtf8 } from 'node:buffer';
import { parseJson } from '@nightjar/kernel/http/json';
import { field } from '../json.ts';
import type { Headers } from '../source.ts';
import { type Checked, type CloudEvent, checkEvent } from './event.ts';

export type Message =
  | { readonly is: 'events'; readonly mode: 'structured' | 'binary' | 'batch'; readonly events: CloudEvent[] }
  | { readonly is: 'invalid'; readonly pointer: string; readonly message: string }
  | { readonly is: 'unsupported'; readonly message: string };

/** A media type without its parameters, small. */
const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

const isJson = (type: string): boolean =>
  type === 'application/json' || type === 'text/json' || type.endsWith('+json');

/** Quoted strings are unquoted, then percent-encoding is undone once (http-protocol-binding.md 3.1.3.2). */
const attribute = (header: string): string => {
  const plain = /^".*"$/s.test(header) ? header.slice(1, -1).replace(/\\(.)/gs, '$1') : header;
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
};

const binaryEvent = (type: string, headers: Headers, body: Buffer): Checked => {
  const attributes = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('ce-') && value !== undefined ? [[name.slice('ce-'.length), attribute(value)]] : [],
  );
  const event: Record<string, unknown> = Object.fromEntries(attributes);
  delete event['data'];
  delete event['data_base64'];
  if (type !== '') event['datacontenttype'] = headers['content-type'];
  if (body.length === 0) return checkEvent(event);
  if (isJson(type)) return checkEvent({ ...event, data: parseJson(body) });
  const isText = type.startsWith('text/') && isUtf8(body);
  const data = isText ? { data: body.toString('utf8') } : { data_base64: body.toString('base64') };
  return checkEvent({ ...event, ...data });
};

const oneEvent = (mode: 'structured' | 'binary', checked: Checked): Message =>
  checked.ok
    ? { is: 'events', mode, events: [checked.event] }
    : { is: 'invalid', pointer: checked.pointer, message: checked.message };

const batch = (value: unknown): Message => {
  if (!Array.isArray(value)) return { is: 'invalid', pointer: '', message: 'A batch is a JSON list.' };
  const events: CloudEvent[] = [];
  for (const [index, item] of value.entries()) {
    const checked = checkEvent(item);
    if (!checked.ok)
      return { is: 'invalid', pointer: `/${index}${checked.pointer}`, message: checked.message };
    events.push(checked.event);
  }
  return { is: 'events', mode: 'batch', events };
};

/** A CDEvent without an envelope gets the one that its own binding describes (cdevents/spec, cloudevents-binding.md). */
const enveloped = (value: unknown): unknown =>
  String(field(value, 'context', 'type')).startsWith('dev.cdevents')
    ? {
        specversion: '1.0',
        id: field(value, 'context', 'id'),
        source: field(value, 'context', 'source'),
        type: field(value, 'context', 'type'),
        subject: field(value, 'subject', 'id'),
        time: field(value, 'context', 'timestamp'),
        data: value,
      }
    : value;

/**
 * The events of an HTTP request by its content mode (http-protocol-binding.md 3): structured, batch, or binary. Beyond the
 * specification, `application/json` without `ce-` headers is read where it holds a CloudEvent, a list of them, or a bare CDEvent,
 * because senders get the media type wrong. A body that is not JSON throws the refusals of `parseJson`.
 *
 * npm `cloudevents` 10 does not serve (its writer is the oracle of our tests): it leaves percent-encoded headers as they are,
 * drops attributes and data that are false, 0 or "", turns base64 data into 32-bit words, and throws for a media type whose
 * parameter it does not list.
 */
export const readMessage = (headers: Headers, body: Buffer): Message => {
  const type = mediaType(headers['content-type']);
  const isEvent = type.startsWith('application/cloudevents');
  const isOurs = ['application/cloudevents+json', 'application/cloudevents-batch+json'].includes(type);
  if (isEvent && !isOurs) {
    return { is: 'unsupported', message: `${type} is not read: send application/cloudevents+json.` };
  }
  if (!isEvent && headers['ce-id'] !== undefined) return oneEvent('binary', binaryEvent(type, headers, body));
  if (!isEvent && (type !== 'application/json' || headers['ce-specversion'] !== undefined)) {
    return headers['ce-specversion'] === undefined
      ? {
          is: 'unsupported',
          message: 'Send application/cloudevents+json, or ce- headers beside another type.',
        }
      : { is: 'invalid', pointer: '/id', message: 'The header ce-id is missing.' };
  }
  const value = parseJson(body);
  if (type === 'application/cloudevents-batch+json') return batch(value);
  if (type === 'application/cloudevents+json') return oneEvent('structured', checkEvent(value));
  return Array.isArray(value)
    ? batch(value.map(enveloped))
    : oneEvent('structured', checkEvent(enveloped(value)));
};
