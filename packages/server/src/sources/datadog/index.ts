import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';
import { said } from './variables.ts';

/** Datadog's webhooks integration, with the payload that the set-up page gives. */
export const datadog: Source = {
  name: 'datadog',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn('x-nightjar-token'),
  // `$ID` names the event, and one event may reach us through several webhooks with other payloads.
  identify: (_, body, value) => ({
    delivery: idOfContent(body),
    event: said(value, 'event_type')?.slice(0, 100) ?? 'event',
  }),
  map,
};
