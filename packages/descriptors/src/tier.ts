import type { Says } from './description.ts';

/** `service.criticality` of OpenTelemetry's semantic conventions, in its four words. */
const criticality: Readonly<Record<string, 0 | 1 | 2 | 3>> = { critical: 0, high: 1, medium: 2, low: 3 };

/** `0`, `1`, `tier-1`, `tier1`, `T1`, `critical`: undefined where it is none of these. */
export const tierOf = (text: string): Says['tier'] => {
  const small = text.trim().toLowerCase();
  if (Object.hasOwn(criticality, small)) return criticality[small];
  const digit = /^(?:t(?:ier)?[-_ :]?)?([0-3])$/.exec(small)?.[1];
  return digit === undefined ? undefined : (Number(digit) as 0 | 1 | 2 | 3);
};

/** By which names labels, tags and annotations tell a tier, whatever stands before their last `/`. */
const names = new Set(['tier', 'criticality', 'service.criticality', 'service-tier', 'service-criticality']);

const namesTier = (key: string): boolean => names.has(key.slice(key.lastIndexOf('/') + 1).toLowerCase());

/** The tier that one of the pairs tells, the first that is understood. */
export const tierAmong = (pairs: Iterable<readonly [string, string]>): Says['tier'] => {
  for (const [key, value] of pairs) {
    if (!namesTier(key)) continue;
    const tier = tierOf(value);
    if (tier !== undefined) return tier;
  }
  return undefined;
};
