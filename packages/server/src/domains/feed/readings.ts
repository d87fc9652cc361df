import type { Read } from '../../change/read.ts';
import type { FeedFact } from './events.ts';
import { type Folded, mergeOrNone, single } from './fold.ts';

/**
 * What stands at one place of one delivery: the highest reading of it. Several observations of the same reading are merged;
 * null means that this reading withdrew the observation.
 */
export type Standing = { readonly reading: number; readonly says: Folded | null };

/** Delivery ids come from outside; as JSON they hold no control characters. */
const placeOf = ({ delivery, index }: Read): string => `${index}:${JSON.stringify(delivery)}`;

/** The higher reading takes the place of the lower; within one reading a withdrawal outweighs. A join, as `merge` is. */
export const higher = (a: Standing, b: Standing): Standing => {
  if (a.reading !== b.reading) return a.reading > b.reading ? a : b;
  return a.says === null || b.says === null
    ? { ...a, says: null }
    : { ...a, says: mergeOrNone(a.says, b.says) };
};

const standingOf = (fact: FeedFact & { data: { read: Read } }): Standing => ({
  reading: fact.data.read.reading,
  says: fact.type === 'ChangeObserved' ? single(fact.data.observation) : null,
});

export const isRead = <F extends FeedFact>(fact: F): fact is F & { data: { read: Read } } =>
  fact.data.read !== undefined;

/** What a fact read from a delivery puts at which place; null for what was said outright. */
export const placed = (fact: FeedFact): { place: string; said: Standing } | null =>
  isRead(fact) ? { place: placeOf(fact.data.read), said: standingOf(fact) } : null;

/** What stands at each place, whatever the order of the facts. */
const standings = (facts: Iterable<FeedFact>): Map<string, Standing> => {
  const places = new Map<string, Standing>();
  for (const fact of facts) {
    const it = placed(fact);
    if (it === null) continue;
    const before = places.get(it.place);
    places.set(it.place, before === undefined ? it.said : higher(before, it.said));
  }
  return places;
};

/** The change that a set of facts adds up to, or null where every observation was withdrawn. */
export const foldOf = (facts: readonly FeedFact[]): Folded | null => {
  const outright = facts.flatMap((fact) =>
    fact.type === 'ChangeObserved' && !isRead(fact) ? [single(fact.data.observation)] : [],
  );
  const read = [...standings(facts).values()].map((standing) => standing.says);
  return [...outright, ...read].reduce<Folded | null>(mergeOrNone, null);
};

/** For each fact, whether it still counts: no better reading or withdrawal has taken its place. */
export const countsIn = (facts: readonly FeedFact[]): boolean[] => {
  const places = standings(facts);
  return facts.map((fact) => {
    if (fact.type !== 'ChangeObserved') return false;
    if (!isRead(fact)) return true;
    const standing = places.get(placeOf(fact.data.read));
    return standing?.reading === fact.data.read.reading && standing.says !== null;
  });
};
