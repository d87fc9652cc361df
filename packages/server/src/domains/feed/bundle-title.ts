import type { Sum } from './bundles.ts';
import { sameName } from './names.ts';
import { placesOf } from './places.ts';
import type { Change } from './wire.ts';

const prepositions: ReadonlySet<string> = new Set(['to', 'in', 'on', 'at', 'of', 'for', 'into', 'from']);

/** `Deploy pricing v812 to prod-eu` for forty clusters is `Deploy pricing v812`: the names in which they differ, and the word before each, are left out. */
export const titleOfBundle = (
  change: Change,
  { services, environments, clusters }: Pick<Sum, 'services' | 'environments' | 'clusters'>,
): string => {
  const differing = new Set([
    ...(services > 1 ? change.services.map(sameName) : []),
    ...(environments > 1 || clusters > 1 ? placesOf(change) : []),
  ]);
  const left: string[] = [];
  for (const word of change.title.split(/\s+/)) {
    if (!differing.has(sameName(word))) {
      left.push(word);
      continue;
    }
    if (prepositions.has(sameName(left.at(-1) ?? ''))) left.pop();
  }
  return left.length === 0 ? change.title : left.join(' ');
};
