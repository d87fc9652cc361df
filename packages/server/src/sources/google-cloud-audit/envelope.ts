import { isRecord } from '../../change/fields.ts';
import { field, idAt, jsonIn, textAt } from '../json.ts';
import { idOfContent } from '../proof.ts';

/**
 * A push of Pub/Sub with its data laid open (cloud.google.com/pubsub, "Push subscriptions": `message.data` is base64). An audit entry may
 * hold the environment of a container, so it has to be open before it is kept.
 */
export const unpack = (value: unknown): unknown => {
  const data = textAt(value, 'message', 'data');
  if (data === null || !isRecord(value)) return value;
  const entry = jsonIn(Buffer.from(data, 'base64').toString('utf8'));
  return isRecord(entry) ? { ...value, message: { ...(value['message'] as object), data: entry } } : value;
};

/** The log entry, pushed with its envelope or, where the subscription unwraps payloads, without. Null where there is none. */
export const entryIn = (value: unknown): unknown => {
  const entry = field(value, 'protoPayload') === null ? field(unpack(value), 'message', 'data') : value;
  return field(entry, 'protoPayload') === null ? null : entry;
};

/**
 * Pub/Sub's id for the message. A redelivery counts its attempts in the body, where the subscription has a dead-letter topic: each
 * attempt is a delivery of its own, or the second would contradict the first.
 */
export const nameOfDelivery = (body: Buffer, value: unknown): string => {
  const id = idAt(value, 'message', 'messageId') ?? idAt(value, 'message', 'message_id');
  if (id === null || id.length > 150) return idOfContent(body);
  const attempt = idAt(value, 'deliveryAttempt');
  return attempt === null ? id : `${id}/${attempt.slice(0, 20)}`;
};
