import { join, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Asked } from './asked.ts';
import { candidates, looks } from './candidates.ts';
import { probe } from './list.ts';
import { type Candidate, comparePlaces, isPlain, type Place, placeOf } from './rank.ts';
import type { Scope } from './scope.ts';

/** What was meant, the nearest first; `next` is the place to go on after, null where there is no more. */
export type Found = {
  readonly refs: readonly string[];
  readonly next: Place | null;
  readonly total: number | null;
};

/** A filter that lets so few through is asked first, and all of those are ranked. */
const fewEnough = 2_000;

type Ranked = Map<string, Place>;

const rank = (ranked: Ranked, asked: Asked, found: readonly Candidate[]): void => {
  for (const candidate of found) {
    const place = placeOf(asked.needles, candidate);
    if (place !== null) ranked.set(candidate.ref, place);
  }
};

const isBeyond = (place: Place, after: Place | null): boolean =>
  after === null || comparePlaces(place, after) > 0;

/** The look for what is misspelt is spared where something is called so: who writes a word right means it. */
const isSpared = (ranked: Ranked, needles: number): boolean =>
  [...ranked.values()].some((place) => isPlain(place, needles));

/**
 * Ranks what may be meant. Each look takes the best 400 of what it finds, so a page far down ends before all that holds a word
 * of every second name is told; to list those, `name:` and `text:` filter.
 */
export const find = async (
  scope: Scope,
  asked: Asked,
  after: Place | null,
  now: Date,
  limit: number,
): Promise<Found> => {
  const ranked: Ranked = new Map();
  const few = await probe(scope, asked, '', now, fewEnough, fewEnough);
  if (few !== null)
    rank(ranked, asked, await candidates(scope, asked, sql`select unnest(${few.refs}::text[])`));
  for (const [index, look] of few === null ? looks(asked).entries() : []) {
    const beyond = [...ranked.values()].filter((place) => isBeyond(place, after)).length;
    if (beyond > limit) break;
    if (index === 1 && isSpared(ranked, asked.needles.length)) continue;
    const ways: Sql[] = look(scope);
    if (ways.length === 0) continue;
    rank(
      ranked,
      asked,
      await candidates(
        scope,
        asked,
        join(
          ways.map((way) => sql`(${way})`),
          ' union ',
        ),
      ),
    );
  }
  const places = [...ranked.values()].filter((place) => isBeyond(place, after)).sort(comparePlaces);
  const page = places.slice(0, limit);
  return {
    refs: page.map((place) => place[3]),
    next: places.length > limit ? (page.at(-1) ?? null) : null,
    total: after === null && places.length <= limit ? places.length : null,
  };
};
