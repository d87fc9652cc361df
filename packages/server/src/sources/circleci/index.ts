import { textAt } from '../json.ts';
import { hmacOfBody } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** CircleCI's outbound webhooks, of its cloud and of a server of one's own. */
export const circleci: Source = {
  name: 'circleci',
  setup,
  reading: 1,
  keeps: ['circleci-event-type'],
  /** `v1=<hex>`, one of several versions separated by commas: circleci.com/docs, "Outbound webhooks", "Validate webhooks". */
  verify: hmacOfBody({ header: 'circleci-signature', prefix: 'v1=' }),
  identify: (headers, _, value) => {
    const delivery = textAt(value, 'id');
    const event = textAt(value, 'type') ?? headers['circleci-event-type']?.trim();
    return delivery && event && delivery.length <= 200 ? { delivery, event: event.slice(0, 100) } : null;
  },
  map,
};
