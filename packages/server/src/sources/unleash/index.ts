import { textAt } from '../json.ts';
import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Unleash's webhook integration, without a body template. */
export const unleash: Source = {
  name: 'unleash',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn(),
  // An event's number is only its own within one Unleash, and two may send to one door. A retry is the same bytes.
  identify: (_, body, value) => {
    const event = textAt(value, 'type');
    return event === null ? null : { delivery: idOfContent(body), event: event.slice(0, 100) };
  },
  map,
};
