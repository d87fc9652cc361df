import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { partsOf } from './parts.ts';
import { setup } from './setup.ts';

/** Prometheus and its Alertmanager: the webhook of the one, and the alerts of the other at the path where it expects the one. */
export const alertmanager: Source = {
  name: 'alertmanager',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn(),
  identify: (_, body, value) => ({
    delivery: idOfContent(body),
    event: Array.isArray(value) ? 'alerts' : 'notification',
  }),
  parts: partsOf,
  map,
  paths: ['/api/v2/alerts'],
  // As Alertmanager answers (api/v2/openapi.yaml, postAlerts): 200 and nothing.
  answer: () => ({ status: 200, body: '' }),
};
