import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** effx's API for events, as its command line, its agents and the integrations of its time call it. */
export const effx: Source = {
  name: 'effx',
  setup,
  reading: 1,
  keeps: [],
  paths: ['/v2/events'],
  verify: tokenIn('x-effx-api-key'),
  /** An event has no id: the same bytes again are the same event. */
  identify: (_, body) => ({ delivery: idOfContent(body), event: 'event' }),
  map,
  answer: () => ({ status: 204, body: undefined }),
};
