import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Alerts as one sends them to Keep: generic JSON with a name, a status and a severity. */
export const keep: Source = {
  name: 'keep',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn('x-api-key'),
  identify: (_, body) => ({ delivery: idOfContent(body), event: 'alert' }),
  map,
  // Where senders that were set up for Keep post to.
  paths: ['/alerts/event', '/alerts/event/keep'],
};
