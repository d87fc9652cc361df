import { textAt } from '../json.ts';
import { hmacOfBody, idOfContent } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Flagsmith's webhooks of an environment, and those of an organisation's audit log. */
export const flagsmith: Source = {
  name: 'flagsmith',
  setup,
  reading: 1,
  keeps: [],
  verify: hmacOfBody({ header: 'x-flagsmith-signature' }),
  identify: (_, body, value) => {
    const event = textAt(value, 'event_type');
    return event === null ? null : { delivery: idOfContent(body), event: event.slice(0, 100) };
  },
  map,
};
