import { finest, type Resolution, slotOf } from './resolution.ts';
import type { Series } from './series.ts';

/** What a slot holds of a gauge; of a counter `sum` is its rate a minute and `count` how many counters it was seen from. */
export type Slot = {
  count: number;
  sum: number;
  /** Null for a counter, as the two below. */
  low: number | null;
  high: number | null;
  last: number | null;
  /** When the last point was, ms. */
  lastAt: number;
};

/** By when each slot begins. */
export type Slots = Map<number, Slot>;

const least = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);
const greatest = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b);

/** Adds a slot to another, each weighing `weight`: of a counter six slots of ten seconds are one of a minute. */
export const mix = (into: Slot, it: Slot, weight = 1): void => {
  into.count += it.count * weight;
  into.sum += it.sum * weight;
  into.low = least(into.low, it.low);
  into.high = greatest(into.high, it.high);
  if (it.lastAt < into.lastAt) return;
  into.last = it.last ?? into.last;
  into.lastAt = it.lastAt;
};

const emptySlot = (): Slot => ({
  count: 0,
  sum: 0,
  low: null,
  high: null,
  last: null,
  lastAt: 0,
});

export const slotIn = (slots: Slots, at: number): Slot => {
  const known = slots.get(at);
  if (known !== undefined) return known;
  const fresh = emptySlot();
  slots.set(at, fresh);
  return fresh;
};

/** Slots of the finest resolution as slots of another. */
export const coarsened = (slots: Slots, kind: Series['kind'], resolution: Resolution): Slots => {
  if (resolution === finest) return slots;
  const weight = kind === 'counter' ? finest / resolution : 1;
  const coarse: Slots = new Map();
  for (const [at, slot] of slots) mix(slotIn(coarse, slotOf(at, resolution)), slot, weight);
  return coarse;
};
