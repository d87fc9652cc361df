import { hmacOfBody } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Webhooks of a Sentry integration, of sentry.io and of a server of one's own. */
export const sentry: Source = {
  name: 'sentry',
  setup,
  reading: 1,
  keeps: ['request-id', 'sentry-hook-resource', 'sentry-hook-timestamp'],
  verify: hmacOfBody({ header: 'sentry-hook-signature' }),
  identify: (headers) => {
    const delivery = headers['request-id']?.trim();
    const event = headers['sentry-hook-resource']?.trim();
    return delivery && event && delivery.length <= 200 ? { delivery, event: event.slice(0, 100) } : null;
  },
  map,
  sentAt: (headers) => {
    const seconds = /^\d{9,11}$/.exec(headers['sentry-hook-timestamp']?.trim() ?? '')?.[0];
    return seconds === undefined ? null : new Date(Number(seconds) * 1000).toISOString();
  },
};
