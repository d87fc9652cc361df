import type { Read } from './read.ts';

/**
 * What stands at one place of one delivery: the highest reading of it. Several observations of the same reading are merged;
 * null means that this reading withdrew the observation.
 */
export type Standing<Says> = { readonly reading: number; readonly says: Says | null };

/** Delivery ids come from outside; as JSON they hold no control characters. */
export const placeOf = ({ delivery, index }: Read): string => `${index}:${JSON.stringify(delivery)}`;

/** The higher reading takes the place of the lower; within one reading a withdrawal outweighs. A join where `merge` is one. */
export const higherBy =
  <Says>(merge: (a: Says, b: Says) => Says) =>
  (a: Standing<Says>, b: Standing<Says>): Standing<Says> => {
    if (a.reading !== b.reading) return a.reading > b.reading ? a : b;
    const says = a.says === null || b.says === null ? null : merge(a.says, b.says);
    return { ...a, says };
  };
