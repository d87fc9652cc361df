import { textAt } from '../json.ts';
import { hmacOfBody, idOfContent, tokenIn } from '../proof.ts';
import type { Source } from '../source.ts';
import { map } from './map.ts';
import { setup } from './setup.ts';

const signature = hmacOfBody({ header: 'x-signature', prefix: 'sha256=' });
const token = tokenIn();

/** Flux's notification-controller: its provider generic-hmac, which signs, and generic, which sends a header. */
export const flux: Source = {
  name: 'flux',
  setup,
  reading: 1,
  keeps: ['gotk-component'],
  verify: (body, headers, secrets, now) =>
    headers['x-signature'] === undefined
      ? token(body, headers, secrets, now)
      : signature(body, headers, secrets, now),
  // Flux sends no id; a retry is the same bytes.
  identify: (headers, body, value) => {
    const event = textAt(value, 'reason') ?? headers['gotk-component']?.trim() ?? null;
    return event === null ? null : { delivery: idOfContent(body), event: event.slice(0, 100) };
  },
  map,
};
