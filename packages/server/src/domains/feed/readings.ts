import type { FeedFact, Read } from './events.ts';
import { type Folded, mergeOrNone, single } from './fold.ts';

/**
 * What stands at one place of one delivery: the highest reading of it. Several observations of the same reading are merged;
 * null means that this reading withdrew the observation.
 */
export type Standing = { readonly reading: number; readonly says: Folded | null };

/** Delivery ids come from outside; as JSON they hold no control characters. */
export const placeOf = ({ delivery, index }: Read): string => `${index}:${JSON.stringify(delivery)}`;

/** The higher reading takes the place of the lower; within one reading a withdrawal outweighs. A join, as `merge` is. */
export const higher = (a: Standing, b: Standing): Standing => {
  if (a.reading !== b.reading) return a.reading > b.reading ? a : b;
  return a.says === null || b.says === null
    ? { ...a, says: null }
    : { ...a, says: mergeOrNone(a.says, b.says) };
};

/** All that is known of one change: what was said outright, and what stands at each place of each delivery. */
export type Known = {
  readonly outright: Folded | null;
  readonly places: ReadonlyMap<string, Standing>;
};

export const nothingKnown: Known = { outright: null, places: new Map() };

export const standingOf = (fact: FeedFact & { data: { read: Read } }): Standing => ({
  reading: fact.data.read.reading,
  says: fact.type === 'ChangeObserved' ? single(fact.data.observation) : null,
});

export const isRead = <F extends FeedFact>(fact: F): fact is F & { data: { read: Read } } =>
  fact.data.read !== undefined;

/** One more fact about the change. The same set of facts ends in the same knowledge, in any order. */
export const learn = (known: Known, fact: FeedFact): Known => {
  if (!isRead(fact)) {
    if (fact.type !== 'ChangeObserved') return known;
    return { ...known, outright: mergeOrNone(known.outright, single(fact.data.observation)) };
  }
  const place = placeOf(fact.data.read);
  const before = known.places.get(place);
  const standing = standingOf(fact);
  return {
    ...known,
    places: new Map(known.places).set(place, before === undefined ? standing : higher(before, standing)),
  };
};

/** The change as it stands, or null where every observation was withdrawn. */
export const standsAs = ({ outright, places }: Known): Folded | null =>
  [...places.values()].reduce((whole, standing) => mergeOrNone(whole, standing.says), outright);

export const foldOf = (facts: Iterable<FeedFact>): Folded | null =>
  standsAs([...facts].reduce(learn, nothingKnown));

/** For each fact, whether it still counts: no better reading or withdrawal has taken its place. */
export const countsIn = (facts: readonly FeedFact[]): boolean[] => {
  const { places } = facts.reduce(learn, nothingKnown);
  return facts.map((fact) => {
    if (fact.type !== 'ChangeObserved') return false;
    if (!isRead(fact)) return true;
    const standing = places.get(placeOf(fact.data.read));
    return standing?.reading === fact.data.read.reading && standing.says !== null;
  });
};
