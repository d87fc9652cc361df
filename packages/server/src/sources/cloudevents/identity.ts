import { keyOfContent } from '../../change/identity.ts';
import { storableText } from '../../change/storable.ts';
import type { CloudEvent } from './event.ts';

/** Texts as one key that an index can hold; a key too long for one becomes the hash of its parts. */
export const keyOf = (...parts: readonly string[]): string => {
  const key = storableText(parts.join(' '));
  return key.length <= 500 ? key : keyOfContent(parts);
};

/** An event is known by its source and id (spec.md, "id"): that is its delivery id. */
export const deliveryOf = (event: CloudEvent): string => keyOf(event.source, event.id);
