import { textAt } from '../json.ts';
import { hmacOfBody } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** LaunchDarkly's webhooks: each body is an entry of its audit log. */
export const launchdarkly: Source = {
  name: 'launchdarkly',
  setup,
  reading: 1,
  keeps: [],
  verify: hmacOfBody({ header: 'x-ld-signature' }),
  identify: (_, __, value) => {
    const delivery = textAt(value, '_id');
    if (delivery === null || delivery.length > 200) return null;
    return { delivery, event: textAt(value, 'kind')?.slice(0, 100) ?? 'entry' };
  },
  map,
};
