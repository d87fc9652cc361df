import { textAt } from '../json.ts';
import { idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

/** Opsgenie's outgoing webhook, and that of the operations of Jira Service Management, which has taken its place. */
export const opsgenie: Source = {
  name: 'opsgenie',
  setup,
  reading: 1,
  keeps: [],
  verify: tokenIn(),
  // The body holds the time of the action to the nanosecond: what comes twice with the same bytes is one.
  identify: (_, body, value) => ({
    delivery: idOfContent(body),
    event: textAt(value, 'action')?.slice(0, 100) ?? 'none',
  }),
  map,
};
