import { join, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Asked } from './asked.ts';
import { candidates, sayings, starting, within } from './candidates.ts';
import { correct } from './correct.ts';
import { probe } from './list.ts';
import { type Candidate, comparePlaces, isPlain, type Place, placeOf } from './rank.ts';
import { rest } from './rest.ts';
import type { Scope } from './scope.ts';

/**
 * Where a page ends: at a place among what was ranked, of the look that first found it; or at a reference, among all the rest.
 * Looks that come later find what is less near, and the best only of what there is: to sort all by place would let a later look
 * put something before where the last page ended.
 */
export type End =
  | { readonly is: 'ranked'; readonly look: number; readonly place: Place }
  | { readonly is: 'rest'; readonly ref: string };

/** What was meant, the nearest first; `next` is where to go on after, null where there is no more. */
export type Found = {
  readonly refs: readonly string[];
  /** Where a page would end that ended behind each of them. */
  readonly ends: readonly End[];
  readonly next: End | null;
  readonly total: number | null;
};

/** A filter that lets so few through is asked first, and all of those are ranked. */
const fewEnough = 2_000;

type Stand = { readonly look: number; readonly place: Place };
type Ranked = Map<string, Stand>;

const compare = (a: Stand, b: Stand): number => a.look - b.look || comparePlaces(a.place, b.place);

const rank = (ranked: Ranked, look: number, { needles }: Asked, found: readonly Candidate[]): void => {
  for (const candidate of found) {
    const place = placeOf(needles, candidate);
    const before = ranked.get(candidate.ref);
    if (place !== null && (before === undefined || compare({ look, place }, before) < 0))
      ranked.set(candidate.ref, { look, place });
  }
};

/** Who writes a word right means it: what it may be a misspelling of is looked for only where nothing is called so. */
const isFound = (ranked: Ranked, { needles }: Asked): boolean =>
  [...ranked.values()].some(({ place }) => isPlain(place, needles.length));

type Best = {
  readonly ranked: Ranked;
  /** All that match are among them. */
  readonly whole: boolean;
  /** The question, with its words as they were meant. */
  readonly meant: Asked;
};

const best = async (
  scope: Scope,
  asked: Asked,
  now: Date,
  isEnough: (ranked: Ranked) => boolean,
): Promise<Best> => {
  const ranked: Ranked = new Map();
  let looks = 0;
  const look = async (it: Asked, ways: readonly Sql[]): Promise<void> => {
    looks += 1;
    if (ways.length === 0) return;
    const refs = join(
      ways.map((way) => sql`(${way})`),
      ' union ',
    );
    rank(ranked, only === null ? looks : 1, it, await candidates(scope, it, refs));
  };
  // Nearly everything is of the kinds that people filter by and has not gone: those let too many through.
  const few = await probe(scope, asked, '', now, fewEnough, fewEnough, ['kind', 'state']);
  const only = few === null ? null : [sql`select unnest(${few.refs}::text[])`];
  const lookFor = async (it: Asked): Promise<void> => {
    if (only !== null) return look(it, only);
    const first = starting(scope, it);
    if (it.needles.length > 1) return look(it, [...first, ...within(scope, it)]);
    await look(it, first);
    if (!isEnough(ranked)) await look(it, within(scope, it));
  };
  let meant = asked;
  await lookFor(asked);
  if (!isFound(ranked, asked)) {
    const needles = await correct(scope, asked.needles);
    if (needles !== null) {
      meant = { ...asked, needles };
      await lookFor(meant);
    }
  }
  if (only === null && !isEnough(ranked)) await look(asked, sayings(scope, asked));
  return { ranked, whole: only !== null, meant };
};

/** Ranks what may be meant. Each look takes the best 200 of what it finds; whatever else matches follows by reference. */
export const find = async (
  scope: Scope,
  asked: Asked,
  after: End | null,
  now: Date,
  limit: number,
): Promise<Found> => {
  const beyond = (ranked: Ranked): Stand[] =>
    after?.is === 'rest'
      ? []
      : [...ranked.values()].filter((stand) => after === null || compare(stand, after) > 0);
  const { ranked, whole, meant } = await best(scope, asked, now, (some) => beyond(some).length > limit);
  const stands = beyond(ranked).sort(compare);
  const page = stands.slice(0, limit);
  const refs = page.map(({ place }) => place[3]);
  const ends = page.map((stand): End => ({ is: 'ranked', ...stand }));
  const last = page.at(-1);
  if (stands.length > limit && last !== undefined)
    return { refs, ends, next: { is: 'ranked', ...last }, total: null };
  if (whole) return { refs, ends, next: null, total: after === null ? refs.length : null };
  const from = after?.is === 'rest' ? after.ref : '';
  // A full page still has to know whether it is the last.
  const room = Math.max(limit - refs.length, 1);
  const more = await rest(scope, meant, [...ranked.keys()], from, now, room);
  if (refs.length === limit && more.refs.length + Number(more.next !== null) > 0)
    return { refs, ends, next: { is: 'rest', ref: '' }, total: null };
  return {
    refs: [...refs, ...more.refs],
    ends: [...ends, ...more.refs.map((ref): End => ({ is: 'rest', ref }))],
    next: more.next === null ? null : { is: 'rest', ref: more.next },
    total: after === null && more.next === null ? refs.length + more.refs.length : null,
  };
};
