import { field } from '../json.ts';
import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Webhooks of status pages that run on Atlassian's Statuspage: of the services one depends on. */
export const statuspage: Source = {
  name: 'statuspage',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn(),
  identify: (_, body, value) => ({
    delivery: idOfContent(body),
    event: field(value, 'incident') === null ? 'component' : 'incident',
  }),
  map,
};
