import { textAt } from '../json.ts';
import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Argo CD's notifications controller, with our template or with somebody's own. */
export const argocd: Source = {
  name: 'argocd',
  setup,
  reading: 2,
  keeps: [],
  verify: tokenIn(),
  // Argo CD sends no id. Its retries of one delivery are the same bytes.
  identify: (_, body, value) => ({
    delivery: idOfContent(body),
    event: textAt(value, 'phase')?.slice(0, 100) ?? 'notification',
  }),
  map,
  sentAt: (_, value) => textAt(value, 'sentAt'),
};
