import { field, textAt } from '../json.ts';
import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Atlantis: its HTTP webhooks, with the headers that its server is given. */
export const atlantis: Source = {
  name: 'atlantis',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn(),
  /** The payload names neither itself nor its event: an apply has a pull request, a look for drift the id of that look. */
  identify: (_, body, value) => ({
    delivery: idOfContent(body),
    event: textAt(value, 'detection_id') !== null && field(value, 'Pull') === null ? 'drift' : 'apply',
  }),
  map,
};
