import { textAt } from '../json.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';
import { verify } from './verify.ts';

/** Slack's Events API: what bots write into the channels to which the app was invited. */
export const slack: Source = {
  name: 'slack',
  setup,
  reading: 1,
  keeps: ['x-slack-request-timestamp', 'x-slack-retry-num', 'x-slack-retry-reason'],
  verify,
  // A retry (X-Slack-Retry-Num) has the same event_id, so it is the same delivery.
  identify: (_, __, value) => {
    const delivery = textAt(value, 'event_id');
    if (delivery === null || delivery.length > 200) return null;
    const event = textAt(value, 'event', 'type') ?? textAt(value, 'type');
    return { delivery, event: event?.slice(0, 100) ?? 'event' };
  },
  map,
  greet: (value) => {
    if (textAt(value, 'type') !== 'url_verification') return null;
    return { status: 200, body: { challenge: textAt(value, 'challenge') ?? '' } };
  },
  sentAt: (headers) => {
    const seconds = headers['x-slack-request-timestamp']?.trim() ?? '';
    return /^\d{9,11}$/.test(seconds) ? new Date(Number(seconds) * 1000).toISOString() : null;
  },
};
