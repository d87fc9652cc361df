import type { Reader } from '@nightjar/descriptors/description';
import type { Recorded } from '@nightjar/kernel/fact';
import { choose, isContested, readersOf, weigh } from './choose.ts';
import type { Chosen } from './chosen.ts';
import { type Claim, claimOf, saidAt } from './claim.ts';
import type { CatalogFact, EntityDescribed } from './events.ts';
import { declares } from './trust.ts';

export type State = 'declared' | 'discovered' | 'gone';

/** What an entity is from an instant on. */
export type Version = {
  readonly since: string;
  /** Of the fact that made it so. */
  readonly pos: number;
  readonly state: State;
  readonly readers: readonly Reader[];
  readonly contested: boolean;
  /** JSON of `Chosen`, by which versions are compared. */
  readonly body: string;
};

/** An entity as the facts so far leave it: what each source says, and what stands. Null before anybody spoke. */
export type Standing = {
  readonly claims: ReadonlyMap<string, Claim>;
  readonly version: Version | null;
  /** The instant from which the last word counts, whether it made a version or not; empty before anybody spoke. */
  readonly last: string;
};

export const nothing: Standing = { claims: new Map(), version: null, last: '' };

export const chosenIn = (version: Pick<Version, 'body'>): Chosen => JSON.parse(version.body) as Chosen;

const isDescribed = (fact: Recorded<CatalogFact>): fact is Recorded<EntityDescribed> =>
  fact.type === 'EntityDescribed';

/** What nobody speaks of any longer keeps what it was, save its edges: others must not seem to need it or be needed by it. */
const gone = (before: Version): Pick<Version, 'state' | 'readers' | 'contested' | 'body'> => ({
  state: 'gone',
  readers: [],
  contested: false,
  body: JSON.stringify({ ...chosenIn(before), relations: [] }),
});

const chosenFrom = (claims: ReadonlyMap<string, Claim>, before: Version | null) => {
  const weighed = weigh(claims.values());
  const chosen = choose(weighed);
  if (chosen === null) return before === null ? null : gone(before);
  const readers = readersOf(claims.values());
  const state: State = readers.some(declares) ? 'declared' : 'discovered';
  return { state, readers, contested: isContested(weighed), body: JSON.stringify(chosen) };
};

const same = (a: Version, b: Pick<Version, 'state' | 'readers' | 'contested' | 'body'>): boolean =>
  a.state === b.state &&
  a.contested === b.contested &&
  a.body === b.body &&
  a.readers.join() === b.readers.join();

/** What stands by these claims alone, after `before` where they are none; when it began to is not told by them. */
export const stands = (claims: ReadonlyMap<string, Claim>, before: Version | null = null): Standing => {
  const chosen = chosenFrom(claims, before);
  return { claims, version: chosen === null ? null : { since: '', pos: 0, ...chosen }, last: '' };
};

/**
 * The instant from which a fact counts: its source's word, so that history may be imported in order. A late word, about an
 * instant before the last one that counts, counts from when it was recorded: what was answered of the past stays so.
 * Several sources may speak for one instant and make one version; a source that has, and now says otherwise, is late.
 */
export const countsFrom = ({ claims, last }: Standing, fact: Recorded<CatalogFact>): string => {
  const said = saidAt(fact);
  const isCorrection = said === last && claims.get(fact.data.source)?.since === last;
  if (said >= last && !isCorrection) return said;
  const recorded = fact.recordedAt.toISOString();
  return recorded > last ? recorded : last;
};

/** One fact further. The version stays the same object where nothing became another, all of it where the fact says nothing. */
export const advance = (before: Standing, fact: Recorded<CatalogFact>): Standing => {
  const claims = new Map(before.claims);
  const last = countsFrom(before, fact);
  if (isDescribed(fact)) claims.set(fact.data.source, claimOf(fact, last));
  else if (!claims.delete(fact.data.source)) return before;
  const chosen = chosenFrom(claims, before.version);
  if (chosen === null || (before.version !== null && same(before.version, chosen)))
    return { claims, version: before.version, last };
  return { claims, version: { since: last, pos: fact.pos, ...chosen }, last };
};
