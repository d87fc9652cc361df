/** What people look for first: of two that are called alike the service is meant, then what it offers, then what it needs. */
export const kindOrder = ['service', 'api', 'resource', 'system', 'domain', 'team', 'person', 'environment'] as const;

const tiers = 5;

/** How many weights there are: kinds that we do not know come last, and what has no tier after tier 3. */
export const weights = (kindOrder.length + 1) * tiers;

/** The column `weight` of `name`: smaller comes first among those that match a word equally well. */
export const weightOf = (kind: string, tier: number | null): number => {
  const at = kindOrder.findIndex((it) => it === kind);
  return (at < 0 ? kindOrder.length : at) * tiers + (tier ?? tiers - 1);
};
