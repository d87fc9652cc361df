import { finest, slotMs, slotOf } from './resolution.ts';
import type { Series } from './series.ts';
import { mix, type Slots, slotIn } from './slot.ts';

export type Taken = ReadonlyMap<Series, Slots>;

const width = slotMs(finest);

/** Points added up by slots of the finest resolution, until they are written. Times in ms. */
export const openTally = () => {
  let all = new Map<Series, Slots>();
  let size = 0;

  const slotsOf = (series: Series): Slots => {
    const known = all.get(series);
    if (known !== undefined) return known;
    const fresh: Slots = new Map();
    all.set(series, fresh);
    return fresh;
  };
  const slotAt = (series: Series, at: number) => {
    const slots = slotsOf(series);
    const before = slots.size;
    const slot = slotIn(slots, at);
    size += slots.size - before;
    return slot;
  };

  return {
    size: (): number => size,
    point: (series: Series, at: number, value: number): void =>
      mix(slotAt(series, slotOf(at, finest)), {
        count: 1,
        sum: value,
        low: value,
        high: value,
        last: value,
        lastAt: at,
      }),
    /**
     * What a counter rose by between two moments, spread evenly over the slots between: scraped once a minute it is a rate in
     * each of six slots, not a peak in one.
     */
    risen: (series: Series, from: number, to: number, by: number): void => {
      const aMinute = (by / (to - from)) * 60_000;
      for (let at = slotOf(from, finest); at < to; at += width) {
        const share = (Math.min(to, at + width) - Math.max(from, at)) / width;
        const slot = slotAt(series, at);
        slot.count += share;
        slot.sum += aMinute * share;
        slot.lastAt = Math.max(slot.lastAt, Math.min(to, at + width - 1));
      }
    },
    take: (): Taken => {
      const taken = all;
      all = new Map();
      size = 0;
      return taken;
    },
    /** What could not be written waits on, beside what has come since. */
    putBack: (taken: Taken): void => {
      for (const [series, slots] of taken) for (const [at, slot] of slots) mix(slotAt(series, at), slot);
    },
  };
};

export type Tally = ReturnType<typeof openTally>;
