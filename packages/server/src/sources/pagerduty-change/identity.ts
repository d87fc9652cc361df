import { instant } from '../../change/instant.ts';
import { routingDigest } from '../../change/redaction/rules.ts';
import { field, textAt } from '../json.ts';
import { idOfContent } from '../proof.ts';
import type { Source } from '../source.ts';

/** Events about alerts say what to do; change events do not. */
export const isAlert = (value: unknown): boolean => textAt(value, 'event_action') !== null;

/** When the sender says that it happened. */
export const saidAt = (value: unknown): string | null => instant(field(value, 'payload', 'timestamp'));

/** The integration, by a digest of its key: the key itself is gone by the time that a body is read. */
export const integrationOf = (value: unknown): string => {
  const key = textAt(value, 'routing_key');
  return key === null ? 'none' : routingDigest(key);
};

/**
 * There is no id, so the content is it. Without a time of its own the same content is sent again for the next deploy, or when the
 * same alert fires anew: then the moment of receipt belongs to it. A deploy repeated within the minute is a retry. For alerts
 * it is the second, because between two triggers may lie a resolve, and a retry of one that is recorded twice does no harm.
 */
export const identify: Source['identify'] = (_, body, value, receivedAt) => {
  const event = textAt(value, 'event_action')?.slice(0, 100) ?? 'change';
  const content = idOfContent(body);
  if (saidAt(value) !== null) return { delivery: content, event };
  const moment = receivedAt.toISOString().slice(0, isAlert(value) ? 19 : 16);
  return { delivery: `${content} ${moment}`, event };
};

/** The name of the alert within its integration. One that is given none is named by its delivery. */
export const dedupKeyOf = (value: unknown, delivery: string): string =>
  textAt(value, 'dedup_key')?.slice(0, 255) ?? delivery.replace(/^content:/, '').replace(' ', '-');
