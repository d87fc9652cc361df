import { readers } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import { type Sql, sql } from '@nightjar/kernel/database/sql';
import { isReadFrom } from '../read-from.ts';
import { type Found, isAfter, type Look, notBefore, nudgedRows, type Place, tableOf } from './found.ts';
import { failingDays, ruleOf, staleDays, unseenDays } from './nudge-rules.ts';

const usualBounds = {
  /** More candidates of one sort than this are not fetched: then all that is owned is walked in its order. */
  candidates: 5_000,
  firstWalk: 500,
  /** Each walk is as many times longer than the one before. */
  growth: 4,
  /** About 10,000 entities are judged by then; what has not been looked at is told to be so. */
  patienceMs: 100,
};
export type Bounds = Readonly<typeof usualBounds>;

const before = ({ now }: Look, days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** Sources that cannot be read any longer, as rows `d`. */
const failing = (look: Look): Sql => sql`nightjar.discovery d
  where d.org = ${look.reader.caller.org} and d.failure is not null
    and coalesce(d.reached_at, '-infinity') < ${before(look, failingDays)}`;

/**
 * What may be stale or unseen: what was not seen of late by some source, what others commit to, and what unreadable sources have
 * described long ago. Null where that is more than indexes are good for.
 */
const candidates = async (look: Look, most: number): Promise<Ref[] | null> => {
  const { org } = look.reader.caller;
  const claim = tableOf(look, 'claim');
  // A source within another is called as that and more after a slash; in bytes '0' follows '/'.
  const rows = await look.reader.many<{ ref: Ref; why: number }>(sql`
    (select s.entity as ref, 0 as why from nightjar.sighting s
      where s.org = ${org} and s.about = '' and s.last_seen < ${before(look, unseenDays)} limit ${most})
    union all
    (select c.entity, 1 from ${claim} c
      where c.org = ${org} and c.reader = 'committers' and c.at >= ${before(look, staleDays)} limit ${most})
    union all
    (select c.entity, 2 from (
        select d.source from ${failing(look)}
        union all
        -- A host of code is noted once, and read by many readers.
        select r.reader || substr(d.source, length('repository') + 1)
        from (select d.source from ${failing(look)} and starts_with(d.source, 'repository:')) d
        cross join unnest(${readers}::text[]) r (reader)) d
      cross join lateral (
        select c.entity from ${claim} c
        where c.org = ${org} and (c.source = d.source or (c.source > d.source || '/' and c.source < d.source || '0'))
          and c.at < ${before(look, staleDays)} limit ${most}) c
      limit ${most})`);
  const isCut = [0, 1, 2].some((why) => rows.filter((row) => row.why === why).length === most);
  return isCut ? null : [...new Set(rows.map(({ ref }) => ref))];
};

/** The two rules for a row `m`: whoever was named long ago and nothing confirms it; what ran and is not seen any longer. */
const rules = (look: Look): Sql => {
  const { org } = look.reader.caller;
  const claim = tableOf(look, 'claim');
  const naming = sql`c.org = ${org} and c.entity = m.ref and c.reader <> 'committers' and (c.says -> 'owners' ->> 0) = m.owner`;
  return sql`
    (select ${ruleOf('stale')}::int, m.owner, said.at from (select max(c.at) as at from ${claim} c where ${naming}) said
      where said.at < ${before(look, staleDays)} and (
        exists (select from ${claim} c where ${naming} and exists (select from ${failing(look)}
          and ${isReadFrom}))
        or exists (select from ${claim} c
          where c.org = ${org} and c.entity = m.ref and c.reader = 'committers' and c.at >= ${before(look, staleDays)}
            and not (c.says -> 'owners')::jsonb ?| m.owners
            -- People commit and teams own: whoever is in the team is none of the others.
            and not exists (select from ${tableOf(look, 'relation')} r
              where r.org = ${org} and r.until = 'infinity' and r.type = 'memberOf' and r.to_ref = any (m.owners)
                and (c.says -> 'owners')::jsonb ? r.from_ref))))
    union all
    (select ${ruleOf('unseen')}::int, null, seen.last from (
        select max(s.last_seen) as last from nightjar.sighting s
        where s.org = ${org} and s.entity = m.ref and s.about = '') seen
      where seen.last < ${before(look, unseenDays)})`;
};

type Judged = Omit<Found, 'rule'> & { readonly rule: number | null; readonly seen: number | null };

/** Judges the first `most` rows that meet a condition, in order; answers the last of them too, null where there are no more. */
const judge = async (look: Look, from: Place, which: Sql, most: number, wanted: number) => {
  const rows = await look.reader.many<Judged>(sql`
    with m as materialized (
      select e.urgency, e.ref, e.owner, e.owners, (${look.where}) is true as matches from (
        select * from ${tableOf(look, 'entity')} e where ${nudgedRows(look)} and ${notBefore(from)} and ${which}
        order by e.urgency, e.ref limit ${most}) e)
    (select m.urgency, m.ref, n.rule, n.about, n.since, null::int as seen
      from m cross join lateral (${rules(look)}) n (rule, about, since)
      where m.matches and ${isAfter(sql`(m.urgency, m.ref, n.rule)`, from)}
      order by m.urgency, m.ref, n.rule limit ${wanted})
    union all
    (select m.urgency, m.ref, null, null, null, (select count(*)::int from m) from m
      order by m.urgency desc, m.ref desc limit 1)`);
  const found = rows.flatMap(({ seen: _, ...row }) =>
    row.rule === null ? [] : [{ ...row, rule: row.rule }],
  );
  const end = rows.find(({ rule }) => rule === null);
  const last: Place | null =
    end === undefined || (end.seen ?? 0) < most ? null : [end.urgency, end.ref, ruleOf('unseen')];
  return { found, last };
};

/**
 * By the rules that compare with what is heard from outside: stale, unseen. What each source says is known as of now only, so of
 * the past nothing is judged by them. `cut` where patience ended before all was looked at.
 */
export const findDoubtful = async (
  look: Look,
  bounds: Bounds = usualBounds,
): Promise<{ found: Found[]; cut: boolean }> => {
  if (look.at !== null) return { found: [], cut: false };
  const began = performance.now();
  const refs = await candidates(look, bounds.candidates);
  if (refs !== null) {
    const which = sql`e.ref = any (${refs}::text[])`;
    const { found } = await judge(look, look.after, which, refs.length + 1, look.wanted);
    return { found, cut: false };
  }
  const found: Found[] = [];
  let from = look.after;
  for (let most = bounds.firstWalk; ; most *= bounds.growth) {
    const judged = await judge(look, from, sql`true`, most, look.wanted - found.length);
    found.push(...judged.found);
    if (found.length >= look.wanted || judged.last === null) return { found, cut: false };
    from = judged.last;
    if (performance.now() - began > bounds.patienceMs) return { found, cut: true };
  }
};
