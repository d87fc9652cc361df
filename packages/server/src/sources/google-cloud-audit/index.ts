import { tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { entryIn, nameOfDelivery, unpack } from './envelope.ts';
import { map } from './map.ts';
import { methodOf } from './method.ts';
import { setup } from './setup.ts';

/** Cloud Audit Logs of Google Cloud, through a sink into Pub/Sub and a push subscription. */
export const googleCloudAudit: Source = {
  name: 'google-cloud-audit',
  setup,
  reading: 1,
  keeps: [],
  // Pub/Sub can set no header of ours: the secret stands in the address, as `?key=`.
  verify: tokenIn(),
  unpack,
  identify: (_, body, value) => ({
    delivery: nameOfDelivery(body, value),
    event: methodOf(entryIn(value))?.short.slice(0, 100) ?? 'entry',
  }),
  map,
};
