import type { Day } from '../days.ts';
import { blockAt, type Roll } from '../roll.ts';
import type { Heights } from './heights.ts';

/** Where everything is in a list of days and lines, in px from its top; measured where it was seen, guessed elsewhere. */
export type Extent = {
  readonly height: number;
  /** Where the heading of a day begins; past the last day, where the list ends. */
  readonly dayTop: (index: number) => number;
  /** How high the lines from a place to before another are. */
  readonly between: (from: number, to: number) => number;
  /** The place of the line at a height. */
  readonly placeAt: (y: number) => number;
};

/** The last index at which `top` is not below `y`. */
const lastAbove = (count: number, top: (index: number) => number, y: number): number => {
  let [low, high] = [0, Math.max(0, count - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (top(middle) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
};

export const extentOf = (roll: Roll, days: readonly Day[], heights: Heights): Extent => {
  const tops: number[] = [];
  let all = 0;
  for (const block of roll.blocks) {
    tops.push(all);
    all += heights.of(block, block.length);
  }
  const heading = heights.heading();
  const above = (place: number): number => {
    const index = blockAt(roll, place);
    const block = roll.blocks[index];
    return block === undefined
      ? 0
      : (tops[index] ?? 0) + heights.of(block, place - (roll.starts[index] ?? 0));
  };
  const dayTop = (index: number): number => above(days[index]?.from ?? roll.length) + index * heading;
  return {
    height: all + days.length * heading,
    dayTop,
    between: (from, to) => above(to) - above(from),
    placeAt: (y) => {
      const day = lastAbove(days.length, dayTop, y);
      // On a heading, the first line below it is meant.
      const px = Math.max(y - (day + 1) * heading, above(days[day]?.from ?? 0));
      const index = lastAbove(tops.length, (at) => tops[at] ?? 0, px);
      const block = roll.blocks[index];
      if (block === undefined) return 0;
      const place = (roll.starts[index] ?? 0) + heights.within(block, px - (tops[index] ?? 0));
      return Math.min(place, roll.length - 1);
    },
  };
};
