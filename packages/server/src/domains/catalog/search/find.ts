import { join, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Asked } from './asked.ts';
import { amongNames, amongWords, candidates } from './candidates.ts';
import { correct } from './correct.ts';
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

const rank = (ranked: Ranked, { needles }: Asked, found: readonly Candidate[]): void => {
  for (const candidate of found) {
    const place = placeOf(needles, candidate);
    const before = ranked.get(candidate.ref);
    if (place !== null && (before === undefined || comparePlaces(place, before) < 0))
      ranked.set(candidate.ref, place);
  }
};

const look = async (ranked: Ranked, scope: Scope, asked: Asked, ways: readonly Sql[]): Promise<void> => {
  if (ways.length === 0) return;
  const refs = join(
    ways.map((way) => sql`(${way})`),
    ' union ',
  );
  rank(ranked, asked, await candidates(scope, asked, refs));
};

/** Who writes a word right means it: what it may be a misspelling of is looked for only where nothing is called so. */
const isFound = (ranked: Ranked, { needles }: Asked): boolean =>
  [...ranked.values()].some((place) => isPlain(place, needles.length));

const allRanked = async (scope: Scope, asked: Asked, now: Date, isEnough: (ranked: Ranked) => boolean) => {
  const ranked: Ranked = new Map();
  const few = await probe(scope, asked, '', now, fewEnough, fewEnough);
  const among = few === null ? null : [sql`select unnest(${few.refs}::text[])`];
  await look(ranked, scope, asked, among ?? amongNames(scope, asked));
  if (!isFound(ranked, asked)) {
    const needles = await correct(scope, asked.needles);
    const meant = needles === null ? null : { ...asked, needles };
    if (meant !== null) await look(ranked, scope, meant, among ?? amongNames(scope, meant));
  }
  if (among === null && !isEnough(ranked)) await look(ranked, scope, asked, amongWords(scope, asked));
  return ranked;
};

/**
 * Ranks what may be meant. Each look takes the best 200 of what it finds, so a page far down ends before all that holds a word
 * of every second name is told; to list those, `name:` and `text:` filter.
 */
export const find = async (
  scope: Scope,
  asked: Asked,
  after: Place | null,
  now: Date,
  limit: number,
): Promise<Found> => {
  const beyond = (ranked: Ranked): Place[] =>
    [...ranked.values()].filter((place) => after === null || comparePlaces(place, after) > 0);
  const places = beyond(await allRanked(scope, asked, now, (ranked) => beyond(ranked).length > limit)).sort(
    comparePlaces,
  );
  const page = places.slice(0, limit);
  return {
    refs: page.map((place) => place[3]),
    next: places.length > limit ? (page.at(-1) ?? null) : null,
    total: after === null && places.length <= limit ? places.length : null,
  };
};
