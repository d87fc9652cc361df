import { kinds } from '@nightjar/descriptors/ref';

const tiers = 5;

/** How many weights there are: kinds that descriptors bring come last, and what has no tier after tier 3. */
export const weights = (kinds.length + 1) * tiers;

/**
 * The column `weight` of `name`: smaller comes first among those that match a word equally well. Of two that are called
 * alike the service is meant, then the API, and so on in the order of `kinds`; within a kind the more critical one.
 */
export const weightOf = (kind: string, tier: number | null): number => {
  const index = (kinds as readonly string[]).indexOf(kind);
  return (index < 0 ? kinds.length : index) * tiers + (tier ?? tiers - 1);
};
