import { textAt } from '../json.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';
import { verify } from './verify.ts';

/** PagerDuty's webhooks, version 3. */
export const pagerduty: Source = {
  name: 'pagerduty',
  setup,
  reading: 1,
  keeps: ['x-webhook-id', 'x-webhook-subscription'],
  verify,
  identify: (_, __, value) => {
    const delivery = textAt(value, 'event', 'id');
    const event = textAt(value, 'event', 'event_type');
    return delivery && event && delivery.length <= 200 ? { delivery, event: event.slice(0, 100) } : null;
  },
  map,
};
