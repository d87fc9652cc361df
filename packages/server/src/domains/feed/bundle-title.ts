import { sameName } from '../../change/names.ts';
import type { Sum } from './bundles.ts';
import { placesOf } from './places.ts';
import type { Told } from './told.ts';

const prepositions: ReadonlySet<string> = new Set(['to', 'in', 'on', 'at', 'of', 'for', 'into', 'from']);

const verbOf = (title: string): string => sameName(title).split(/\s/, 1)[0] ?? '';

/** `pricing-eu-1` on the cluster `eu-1` is `pricing`. */
const withoutPlace = (word: string, places: readonly string[]): string => {
  const place = places.find((name) => sameName(word).endsWith(`-${name}`));
  return place === undefined ? word : word.slice(0, -place.length - 1);
};

/**
 * A title for what a line stands for. `Deploy pricing v812 to eu-1` for forty clusters is `Deploy pricing v812`: the names in which
 * they differ are left out, and the word before each. What was set off by another (a merge's checks) goes by the name of that.
 */
export const titleOfBundle = (
  newest: Told,
  oldest: Told,
  { services, environments, clusters }: Pick<Sum, 'services' | 'environments' | 'clusters'>,
): string => {
  const change = verbOf(newest.title) === verbOf(oldest.title) ? newest : oldest;
  const places = environments > 1 || clusters > 1 ? placesOf(change) : [];
  const differing = new Set([...(services > 1 ? change.services.map(sameName) : []), ...places]);
  const left: string[] = [];
  for (const word of change.title.split(/\s+/)) {
    const own = withoutPlace(word, places);
    if (!differing.has(sameName(own))) left.push(own);
    else if (prepositions.has(sameName(left.at(-1) ?? ''))) left.pop();
  }
  return left.length === 0 ? change.title : left.join(' ');
};
