import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Asked } from './asked.ts';
import { necessary } from './necessary.ts';
import { rowsWhere, type Scope } from './scope.ts';

/** References in their order; `next` is the one to go on after, null at the end; `total` null where it is not known. */
export type Listed = {
  readonly refs: readonly string[];
  readonly next: string | null;
  readonly total: number | null;
};

/**
 * A walk in the order of references fills the page at once where many match, the indexes where few do; which it is nobody
 * knows before. So a short walk is tried first, then the indexes, and what they give up on is walked in growing steps.
 */
const usualBounds = {
  firstWalk: 1_000,
  /** The most rows that the indexes may find before their answer is given up. */
  probed: 20_000,
  /** Each walk is as many times longer than the one before. */
  growth: 4,
  /** A list that has not filled its page by then answers what it has, and where to go on. */
  patienceMs: 1_500,
};
export type Bounds = Readonly<typeof usualBounds>;

type Counted = { readonly ref: string | null; readonly seen: number | null };

/** A kind is a stretch of the references: `service:` up to what comes after it in bytes. */
const stretch = ({ kind }: Asked): Sql =>
  kind === null ? raw('true') : sql`(e.ref >= ${`${kind}:`}::text and e.ref < ${`${kind};`}::text)`;

/** Looks at `most` rows after a reference; answers those that match, how many it looked at, and the last of them. */
const walk = async (scope: Scope, asked: Asked, after: string, most: number, wanted: number) => {
  const rows = await scope.reader.many<Counted>(sql`
    with seen as materialized (
      select e.ref, (${asked.where}) is true as matches from (
        select * from ${scope.entity} e where ${scope.e} and ${stretch(asked)} and e.ref > ${after}::text
        order by e.ref limit ${most}) e)
    (select ref, null::int as seen from seen where matches order by ref limit ${wanted})
    union all select max(ref), count(*)::int from seen`);
  const end = rows.at(-1);
  return {
    refs: rows.slice(0, -1).flatMap(({ ref }) => ref ?? []),
    last: end?.ref ?? null,
    isWhole: (end?.seen ?? 0) < most,
  };
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
      select e.ref, (${asked.where}) is true as matches from ${rowsWhere(scope, need, most)})
    (select ref, null::int as seen, null::int as matches from seen
      where matches and ref > ${after}::text order by ref limit ${wanted})
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
  let from = after;
  for (let most = bounds.firstWalk; ; most *= bounds.growth) {
    const walked = await walk(scope, asked, from, most, wanted - found.length);
    found.push(...walked.refs);
    if (found.length >= wanted || walked.isWhole) return page(found, null);
    from = walked.last ?? from;
    // Where one walk found a part of the page, a few more will find the rest.
    if (most === bounds.firstWalk && found.length * bounds.growth ** 2 < wanted) {
      const probed = await probe(scope, asked, after, now, bounds.probed, wanted);
      if (probed !== null) return page(probed.refs, probed.total);
    }
    if (performance.now() - began > bounds.patienceMs) return { refs: found, next: from, total: null };
  }
};
