import type { Reader } from '../source.ts';
import { map } from './map.ts';

/** CloudEvents 1.0 and the CDEvents among them. A token is the sender's right, so there is nothing to verify. */
export const cloudEvents: Reader = { name: 'cloudevents', reading: 1, map };
