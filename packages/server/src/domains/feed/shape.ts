import { sameName } from '../../change/names.ts';
import { placesOf } from './places.ts';
import type { Told } from './told.ts';

const between = /[\s,;()[\]{}"'“”]+/;
const isNumbered = /\d/;

/**
 * The title of a change without what differs from one to the next of its like: the names of services and places, and versions.
 * `numbers`: also every word that holds a digit, as numbers, hashes and names of instances do.
 */
export const shapeOf = (change: Told, numbers: boolean): string => {
  const { title, version, previousVersion, services } = change;
  const own = new Set([...services.map(sameName), ...placesOf(change)]);
  for (const one of [version, previousVersion]) if (one !== null) own.add(sameName(one));
  return sameName(title)
    .split(between)
    .map((word) => (own.has(word) ? '…' : numbers && isNumbered.test(word) ? '#' : word))
    .join(' ')
    .trim();
};
