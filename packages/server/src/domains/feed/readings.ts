import type { Read } from '../../change/read.ts';
import { higherBy, placeOf, type Standing as StandingOf } from '../../change/standing.ts';
import type { FeedFact } from './events.ts';
import { type Folded, merge, mergeOrNone, single } from './fold.ts';

/** What stands at one place of one delivery about a change. */
export type Standing = StandingOf<Folded>;

export const higher = higherBy<Folded>(merge);

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
