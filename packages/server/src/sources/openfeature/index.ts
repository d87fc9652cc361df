import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Flag definitions of OpenFeature's flagd, as the step of a pipeline posts them: before and after. */
export const openfeature: Source = {
  name: 'openfeature',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn(),
  identify: (_, body) => ({ delivery: idOfContent(body), event: 'definitions' }),
  map,
};
