import { random } from '../../chance.ts';

export type Chance = {
  readonly between: (from: number, until: number) => number;
  /** A whole number, both ends possible. */
  readonly whole: (from: number, to: number) => number;
  readonly likely: (probability: number) => boolean;
  readonly one: <T>(items: readonly T[]) => T;
  /** Normal with mean 0 and deviation 1. */
  readonly normal: () => number;
};

/** Things by chance, the same for the same seed. */
export const chanceOf = (seed: number): Chance => {
  const share = random(seed);
  const whole = (from: number, to: number): number => from + Math.floor(share() * (to - from + 1));
  return {
    between: (from, until) => from + share() * (until - from),
    whole,
    likely: (probability) => share() < probability,
    one: (items) => items[whole(0, items.length - 1)] as (typeof items)[number],
    normal: () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share()),
  };
};
