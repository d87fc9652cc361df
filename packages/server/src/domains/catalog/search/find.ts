import { join, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Asked } from './asked.ts';
import { candidates, sayings, starting, within } from './candidates.ts';
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
  // Nearly everything is of the kinds that people filter by and has not gone: those let too many through.
  const few = await probe(scope, asked, '', now, fewEnough, fewEnough, ['kind', 'state']);
  const only = few === null ? null : [sql`select unnest(${few.refs}::text[])`];
  const lookFor = async (it: Asked): Promise<void> => {
    if (only !== null) return look(ranked, scope, it, only);
    const first = starting(scope, it);
    if (it.needles.length > 1) return look(ranked, scope, it, [...first, ...within(scope, it)]);
    await look(ranked, scope, it, first);
    if (!isEnough(ranked)) await look(ranked, scope, it, within(scope, it));
  };
  await lookFor(asked);
  if (!isFound(ranked, asked)) {
    const needles = await correct(scope, asked.needles);
    if (needles !== null) await lookFor({ ...asked, needles });
  }
  if (only === null && !isEnough(ranked)) await look(ranked, scope, asked, sayings(scope, asked));
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
