import { Unread } from '../discovery/code-host.ts';

/** Of a fortnight, this leaves a second. */
const mostHalvings = 20;

/**
 * Reads a list that comes newest first, in spans that are not too full: where `read` answers null, because there are more than it
 * may hold, the earlier half of the span is read, so that a gap is filled from its beginning on.
 */
export const fullestSpan = async <Item>(
  from: Date,
  to: Date,
  read: (from: Date, to: Date) => Promise<readonly Item[] | null>,
): Promise<{ readonly items: readonly Item[]; readonly upTo: Date }> => {
  let upTo = to;
  for (let halvings = 0; halvings < mostHalvings; halvings += 1) {
    const items = await read(from, upTo);
    if (items !== null) return { items, upTo };
    upTo = new Date(from.getTime() + Math.floor((upTo.getTime() - from.getTime()) / 2));
  }
  throw new Unread('its list does not end', 'now');
};
