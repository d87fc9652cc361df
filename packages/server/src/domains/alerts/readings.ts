import { higherBy, placeOf, type Standing as StandingOf } from '../../change/standing.ts';
import type { AlertFact } from './events.ts';
import { type Folded, merge, mergeOrNone, single } from './fold.ts';

/** What stands at one place of one delivery about an alert. */
export type Standing = StandingOf<Folded>;

export const higher = higherBy<Folded>(merge);

/**
 * What a fact puts at which place. What was said outright, without a delivery, has a place by itself, named by its content: it is
 * replaced by nothing, and said twice it is one.
 */
export const placed = (fact: AlertFact): { readonly place: string; readonly said: Standing } => {
  if (fact.type === 'AlertWithdrawn')
    return { place: placeOf(fact.data.read), said: { reading: fact.data.read.reading, says: null } };
  const { alert, read } = fact.data;
  const says = single(alert);
  return read === undefined
    ? { place: `said ${alert.state} ${alert.at}`, said: { reading: 0, says } }
    : { place: placeOf(read), said: { reading: read.reading, says } };
};

/** What stands at each place, whatever the order of the facts. */
const standings = (facts: readonly AlertFact[]): Map<string, Standing> => {
  const places = new Map<string, Standing>();
  for (const fact of facts) {
    const { place, said } = placed(fact);
    const before = places.get(place);
    places.set(place, before === undefined ? said : higher(before, said));
  }
  return places;
};

/** The alert that a set of facts adds up to, or null where every observation was withdrawn. */
export const foldOf = (facts: readonly AlertFact[]): Folded | null =>
  [...standings(facts).values()].map(({ says }) => says).reduce<Folded | null>(mergeOrNone, null);

/** For each fact, whether it still counts: no better reading or withdrawal has taken its place. */
export const countsIn = (facts: readonly AlertFact[]): boolean[] => {
  const places = standings(facts);
  return facts.map((fact) => {
    const { place, said } = placed(fact);
    const standing = places.get(place);
    return said.says !== null && standing?.reading === said.reading && standing.says !== null;
  });
};
