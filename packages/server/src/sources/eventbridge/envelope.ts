import { isRecord } from '../../change/fields.ts';
import { field, idAt, jsonIn, textAt } from '../json.ts';

/**
 * What SNS wraps around a message (docs.aws.amazon.com/sns, "HTTP/HTTPS notification JSON format") with the message laid open, which SNS
 * sends as a text.
 */
export const unpack = (value: unknown): unknown => {
  if (!isRecord(value) || textAt(value, 'Type') !== 'Notification') return value;
  const message = jsonIn(textAt(value, 'Message'));
  return isRecord(message) ? { ...value, Message: message } : value;
};

/** SNS asks for the subscription to be confirmed, or says that it ended. */
export const isHandshake = (value: unknown): boolean =>
  /^(Subscription|Unsubscribe)Confirmation$/.test(textAt(value, 'Type') ?? '');

/** EventBridge's `id`; of SNS the id of the message, since one event may come by both ways with bodies that differ. */
export const nameOfDelivery = (value: unknown): string | null => {
  const id = textAt(value, 'MessageId') ?? textAt(value, 'id');
  return id === null || id.length > 200 ? null : id;
};

/** An event as every AWS service shapes it (docs.aws.amazon.com/eventbridge, "Event structure"). */
export type AwsEvent = {
  /** `detail-type`. */
  readonly type: string;
  readonly account: string;
  readonly region: string;
  readonly time: string | null;
  readonly id: string | null;
  /** The ARNs it is about; many events name the one thing they are about here alone. */
  readonly resources: readonly string[];
  readonly detail: unknown;
  /** `123456789012/eu-west-1`: the first part of every key. */
  readonly place: string;
};

export const eventIn = (value: unknown): AwsEvent | null => {
  const outer = unpack(value);
  const event = textAt(outer, 'Type') === 'Notification' ? field(outer, 'Message') : outer;
  const type = textAt(event, 'detail-type');
  const [account, region] = [idAt(event, 'account'), textAt(event, 'region')];
  const detail = field(event, 'detail');
  if (type === null || account === null || region === null || !isRecord(detail)) return null;
  const resources = field(event, 'resources');
  return {
    type,
    account,
    region,
    time: textAt(event, 'time'),
    id: textAt(event, 'id'),
    resources: Array.isArray(resources) ? resources.filter((it) => typeof it === 'string') : [],
    detail,
    place: `${account}/${region}`,
  };
};

/** What SNS carries that is no event: an alarm that a topic was told of directly. Null for anything else. */
export const snsMessageIn = (value: unknown): unknown => {
  const outer = unpack(value);
  return textAt(outer, 'Type') === 'Notification' ? field(outer, 'Message') : null;
};
