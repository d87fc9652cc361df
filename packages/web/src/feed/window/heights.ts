import { lineId } from '../folding.ts';
import type { Block } from '../roll.ts';

/** How high lines are. It is written to as they are measured: what was never on the screen is taken to be as most are. */
export type Heights = {
  /** Rises with everything that is learnt. */
  readonly version: () => number;
  /** Of the first `count` lines of a block, in px. */
  readonly of: (block: Block, count: number) => number;
  /** How many lines of a block end at or above a height in it. */
  readonly within: (block: Block, px: number) => number;
  /** Whether a line is taken to be so high already. */
  readonly knows: (name: string, px: number) => boolean;
  readonly measured: (block: Block, name: string, px: number) => void;
  /** Begins anew, for another width: as high as most of the lines are, and a day's heading. */
  readonly begin: (line: number, heading: number) => void;
  readonly heading: () => number;
};

/** Less than this is the rounding of fractions. */
const same = 0.5;

export const newHeights = (guess: { readonly line: number; readonly heading: number }): Heights => {
  let usual = guess.line;
  let heading = guess.heading;
  let version = 0;
  /** Only of those that differ, by their names. */
  const odd = new Map<string, number>();
  /** How many odd ones a block holds, and how high it is. */
  let sums = new WeakMap<Block, { readonly odd: boolean; readonly height: number }>();

  const knows = (name: string, px: number): boolean => Math.abs((odd.get(name) ?? usual) - px) < same;
  const heightOf = (block: Block, at: number): number => {
    const line = block[at];
    return line === undefined ? 0 : (odd.get(lineId(line)) ?? usual);
  };
  const sumOf = (block: Block) => {
    const known = sums.get(block);
    if (known !== undefined) return known;
    let height = 0;
    let any = false;
    for (let at = 0; at < block.length; at++) {
      const one = heightOf(block, at);
      any ||= one !== usual;
      height += one;
    }
    const sum = { odd: any, height };
    sums.set(block, sum);
    return sum;
  };

  return {
    version: () => version,
    heading: () => heading,
    of: (block, count) => {
      const sum = sumOf(block);
      if (count >= block.length) return sum.height;
      if (!sum.odd) return Math.max(0, count) * usual;
      let height = 0;
      for (let at = 0; at < count; at++) height += heightOf(block, at);
      return height;
    },
    within: (block, px) => {
      if (!sumOf(block).odd) return Math.max(0, Math.floor(px / usual));
      let left = px;
      let at = 0;
      while (at < block.length && left >= heightOf(block, at)) left -= heightOf(block, at++);
      return at;
    },
    knows,
    measured: (block, name, px) => {
      if (knows(name, px)) return;
      if (Math.abs(px - usual) < same) odd.delete(name);
      else odd.set(name, px);
      sums.delete(block);
      version += 1;
    },
    begin: (lineNow, headingNow) => {
      usual = lineNow;
      heading = headingNow;
      odd.clear();
      sums = new WeakMap();
      version += 1;
    },
  };
};
