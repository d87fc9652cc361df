import { textAt } from '../json.ts';
import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Jenkins: the Notification plugin, or the step of the HTTP Request plugin that our set-up page shows. */
export const jenkins: Source = {
  name: 'jenkins',
  setup,
  reading: 2,
  keeps: [],
  verify: tokenIn(),
  identify: (_, body, value) => ({
    delivery: idOfContent(body),
    event: textAt(value, 'build', 'phase')?.slice(0, 100) ?? 'build',
  }),
  map,
};
