import { textAt } from '../json.ts';
import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { eventIn } from './event.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Spinnaker: what Echo sends to a REST endpoint of all that happens in it. */
export const spinnaker: Source = {
  name: 'spinnaker',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn(),
  /** Echo gives an event an id from 1.20 on, and sends it with the event. */
  identify: (_, body, value) => {
    const event = eventIn(value);
    const delivery = textAt(event, 'eventId') ?? idOfContent(body);
    const type = textAt(event, 'details', 'type') ?? 'event';
    return delivery.length <= 200 ? { delivery, event: type.slice(0, 100) } : null;
  },
  map,
};
