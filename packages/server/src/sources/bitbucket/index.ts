import { hmacOfBody } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Bitbucket's webhooks: of Cloud, and of Data Center (once called Server), which differ in their payloads. */
export const bitbucket: Source = {
  name: 'bitbucket',
  setup,
  reading: 1,
  keeps: ['x-event-key', 'x-hook-uuid', 'x-request-uuid', 'x-request-id', 'x-attempt-number'],
  verify: hmacOfBody({ header: 'x-hub-signature', prefix: 'sha256=' }),
  /** Cloud names a delivery in `X-Request-UUID`, Data Center in `X-Request-Id`; both keep the name when they try again. */
  identify: (headers) => {
    const delivery = headers['x-request-uuid']?.trim() || headers['x-request-id']?.trim();
    const event = headers['x-event-key']?.trim();
    return delivery && event && delivery.length <= 200 ? { delivery, event: event.slice(0, 100) } : null;
  },
  map,
};
