import { kinds } from '@nightjar/descriptors/ref';

const tiers = 5;

/** What has no tier comes after tier 3, and kinds that descriptors bring after ours. */
const heaviest = (kind: string): number => {
  const index = (kinds as readonly string[]).indexOf(kind);
  return (index < 0 ? kinds.length : index) * tiers + tiers - 1;
};

/**
 * The column `weight` of `name`: smaller comes first among those that match a word equally well. Of two that are called
 * alike the service is meant, then the API, and so on in the order of `kinds`; within a kind the more critical one.
 */
export const weightOf = (kind: string, tier: number | null): number =>
  heaviest(kind) - (tiers - 1) + (tier ?? tiers - 1);

/** The weights that entities of a kind can have, both inclusive; null is any kind. */
export const weightsOf = (kind: string | null): { readonly first: number; readonly last: number } =>
  kind === null
    ? { first: 0, last: (kinds.length + 1) * tiers - 1 }
    : { first: weightOf(kind, 0), last: heaviest(kind) };
