import type { Difference, Differences } from './wire.ts';

/** How many changes a name has in each of two windows. */
export type Pair = { readonly name: string; readonly here: number; readonly there: number };

/**
 * How much two counts differ, in units of what chance alone would make of it: changes that come by themselves differ by about the root
 * of their number.
 */
const weight = (here: number, there: number): number => Math.abs(here - there) / Math.sqrt(here + there || 1);

/** Below this, chance explains it: 41 and 40 are the same. */
const worthTelling = 1.5;

const ranks = { appeared: 0, gone: 1, more: 2, fewer: 2 } as const;

const wordFor = ({ here, there }: Pair, estimated: boolean): Difference['is'] => {
  if (!estimated && there === 0) return 'appeared';
  if (!estimated && here === 0) return 'gone';
  return here > there ? 'more' : 'fewer';
};

const byName = (a: Pair, b: Pair): number => (a.name < b.name ? -1 : 1);

/**
 * What differs between the windows: first what has appeared, then what is gone, then what there is more or less of. Where the figures
 * are estimates, a name that was not seen may yet be there: nothing is said to have appeared or gone.
 */
export const differencesOf = (pairs: readonly Pair[], estimated: boolean, most: number): Differences => {
  const all = pairs.flatMap((pair): Difference[] => {
    const is = wordFor(pair, estimated);
    if (pair.here === pair.there) return [];
    if ((is === 'more' || is === 'fewer') && weight(pair.here, pair.there) < worthTelling) return [];
    return [{ name: pair.name, is, here: pair.here, there: pair.there }];
  });
  all.sort(
    (a, b) => ranks[a.is] - ranks[b.is] || weight(b.here, b.there) - weight(a.here, a.there) || byName(a, b),
  );
  return { of: all.slice(0, most), leftOff: Math.max(0, all.length - most) };
};
