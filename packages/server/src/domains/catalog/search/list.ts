import { sql } from '@nightjar/kernel/database/sql';
import type { Asked } from './asked.ts';
import { necessary } from './necessary.ts';
import { isBehind, orderSql, type Stretch, stretchesAfter } from './order.ts';
import { rowsWhere, type Scope } from './scope.ts';

/** References in the order of lists (order.ts); `next` is the one to go on after, null at the end; `total` null where it is not known. */
export type Listed = {
  readonly refs: readonly string[];
  readonly next: string | null;
  readonly total: number | null;
};

/**
 * A walk in the order of lists fills the page at once where many match, the indexes where few do; which it is nobody
 * knows before. So a short walk is tried first, then the indexes, and what they give up on is walked in growing steps: as far
 * as the rest of the page is likely to lie, by what was found so far.
 */
const usualBounds = {
  firstWalk: 1_000,
  /** The most rows that the indexes may find before their answer is given up. */
  probed: 20_000,
  /** A walk after one that found nothing is as many times longer; after one that found some, at most the square of it. */
  growth: 4,
  /** A list that has not filled its page by then answers what it has, and where to go on. */
  patienceMs: 1_500,
};
export type Bounds = Readonly<typeof usualBounds>;

type Counted = { readonly ref: string | null; readonly seen: number | null };

/** A little further than where the rest would lie if it lay as what was found does. */
const ample = 1.25;

type Walked = {
  readonly found: number;
  readonly foundLast: number;
  readonly seen: number;
  readonly most: number;
};

/** How many rows the next walk looks at. */
const nextWalk = (
  { found, foundLast, seen, most }: Walked,
  wanted: number,
  { firstWalk, growth }: Bounds,
): number => {
  if (foundLast === 0) return most * growth;
  const likely = Math.ceil((ample * seen * (wanted - found)) / found);
  return Math.min(Math.max(likely, firstWalk), most * growth ** 2);
};

/** Looks at `most` rows of a stretch; answers those that match, how many it looked at, and the last of them. */
const walkStretch = async (
  { reader, entity, e }: Scope,
  { where }: Asked,
  { low, high }: Stretch,
  most: number,
  wanted: number,
) => {
  const rows = await reader.many<Counted>(sql`
    with seen as materialized (
      select e.ref, (${where}) is true as matches from (
        select * from ${entity} e where ${e} and e.ref > ${low}::text and e.ref < ${high}::text
        order by e.ref limit ${most}) e)
    (select ref, null::int as seen from seen where matches order by ref limit ${wanted})
    union all select max(ref), count(*)::int from seen`);
  const end = rows.at(-1);
  return {
    refs: rows.slice(0, -1).flatMap(({ ref }) => ref ?? []),
    seen: end?.seen ?? 0,
    last: end?.ref ?? null,
  };
};

/** Looks at `most` rows of several stretches, one after the other; answers those that match, and what is left. */
const walk = async (
  scope: Scope,
  asked: Asked,
  stretches: readonly Stretch[],
  most: number,
  wanted: number,
): Promise<{ refs: readonly string[]; left: readonly Stretch[] }> => {
  const refs: string[] = [];
  let left = stretches;
  for (let seen = 0; seen < most && refs.length < wanted; ) {
    const [here, ...behind] = left;
    if (here === undefined) break;
    const one = await walkStretch(scope, asked, here, most - seen, wanted - refs.length);
    refs.push(...one.refs);
    left = one.last === null || one.seen < most - seen ? behind : [{ ...here, low: one.last }, ...behind];
    seen += one.seen;
  }
  return { refs, left };
};

/** All that match, by the indexes of fields other than `except`; null where they cannot tell or find more than `most`. */
export const probe = async (
  scope: Scope,
  asked: Asked,
  after: string,
  now: Date,
  most: number,
  wanted: number,
  except: readonly string[] = [],
): Promise<{ refs: string[]; total: number } | null> => {
  const need = asked.necessary ?? necessary(scope, asked.filter, now, except);
  if (need === null) return null;
  const rows = await scope.reader.many<Counted & { matches: number | null }>(sql`
    with seen as materialized (
      select e.kind, e.ref, (${asked.where}) is true as matches from ${rowsWhere(scope, need, most)})
    (select ref, null::int as seen, null::int as matches from seen
      where matches and ${isBehind(after)} order by ${orderSql} limit ${wanted})
    union all select null, count(*)::int, count(*) filter (where matches)::int from seen`);
  const end = rows.at(-1);
  if (end?.seen == null || end.seen >= most) return null;
  return { refs: rows.slice(0, -1).flatMap(({ ref }) => ref ?? []), total: end.matches ?? 0 };
};

/** The first `limit` matching after a reference (`''`: from the beginning). */
export const list = async (
  scope: Scope,
  asked: Asked,
  after: string,
  now: Date,
  limit: number,
  bounds: Bounds = usualBounds,
): Promise<Listed> => {
  const wanted = limit + 1;
  const page = (refs: readonly string[], total: number | null): Listed => ({
    refs: refs.slice(0, limit),
    next: refs.length > limit ? (refs[limit - 1] ?? null) : null,
    total: total ?? (after === '' && refs.length <= limit ? refs.length : null),
  });
  const began = performance.now();
  const found: string[] = [];
  let left = stretchesAfter(after, asked.kind);
  let seen = 0;
  for (let most = bounds.firstWalk; ; ) {
    const walked = await walk(scope, asked, left, most, wanted - found.length);
    found.push(...walked.refs);
    left = walked.left;
    const [next] = left;
    if (found.length >= wanted || next === undefined) return page(found, null);
    // Where one walk found a part of the page, a few more will find the rest.
    if (seen === 0 && found.length * bounds.growth ** 2 < wanted) {
      const probed = await probe(scope, asked, after, now, bounds.probed, wanted);
      if (probed !== null) return page(probed.refs, probed.total);
    }
    if (performance.now() - began > bounds.patienceMs) return { refs: found, next: next.low, total: null };
    seen += most;
    most = nextWalk({ found: found.length, foundLast: walked.refs.length, seen, most }, wanted, bounds);
  }
};
