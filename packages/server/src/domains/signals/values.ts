import type { Kind } from './series.ts';
import type { ReadSlot } from './slots.ts';

/** When a slot begins in ms, its value, the least and the greatest. */
export type Value = readonly [at: number, value: number, low: number, high: number];

/** A slot that was seen from fewer of its counters than this share tells nothing. */
const leastSeen = 0.25;

/**
 * The slots of a counter with its first and its last as if all counters had been seen for the whole of them: those that are not
 * through yet, or of which not all have reported, would look like a fall. Too thin ones are left out.
 */
const evened = (slots: readonly ReadSlot[]): ReadSlot[] => {
  const edge = (slot: ReadSlot | undefined, beside: ReadSlot | undefined): ReadSlot[] => {
    if (slot === undefined) return [];
    if (beside === undefined || slot.count >= beside.count) return [slot];
    if (slot.count < leastSeen * beside.count) return [];
    return [{ ...slot, sum: (slot.sum * beside.count) / slot.count }];
  };
  if (slots.length < 3) return [...slots];
  return [...edge(slots[0], slots[1]), ...slots.slice(1, -1), ...edge(slots.at(-1), slots.at(-2))];
};

/** The mean of a gauge in each slot; the rate a minute of a counter. */
export const valuesOf = (slots: readonly ReadSlot[], kind: Kind): Value[] =>
  kind === 'counter'
    ? evened(slots).map(({ at, sum }) => [at, sum, sum, sum])
    : slots.map(({ at, sum, count, low, high }) => [at, sum / count, low, high]);
