import { idOfContent } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { partsOf } from './parts.ts';
import { setup } from './setup.ts';
import { verify } from './verify.ts';

/** Grafana's own alerting (unified alerting, since version 9), by a contact point of the kind webhook. */
export const grafana: Source = {
  name: 'grafana',
  setup,
  reading: 1,
  keeps: [],
  verify,
  identify: (_, body) => ({ delivery: idOfContent(body), event: 'notification' }),
  parts: partsOf,
  map,
};
