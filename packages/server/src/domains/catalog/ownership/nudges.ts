import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { boundCursor, boundKey, isText } from '../../../page/bound-cursor.ts';
import type { Claim } from '../claim.ts';
import { stood } from '../instant.ts';
import { namedOf, nameIn } from '../named.ts';
import { entities } from '../projection.ts';
import { isReadFrom } from '../read-from.ts';
import { refuse } from '../refusals.ts';
import { whereIn } from '../search/where.ts';
import { declares } from '../trust.ts';
import type { Named } from '../wire.ts';
import { detailOf, failingDays, nextOf, staleDays, unseenDays } from './nudge-rules.ts';
import { type NudgeList, nudges } from './wire.ts';

type Nudge = (typeof nudges)[number];

/** What should have somebody who answers for it. */
const kindsAsked = ['service', 'api', 'resource', 'system'];

type Found = {
  readonly ref: Ref;
  readonly tier: number | null;
  readonly owners: Ref[];
  readonly system: Ref | null;
  readonly is: Nudge;
  readonly about: Ref | null;
  readonly since: Date | null;
};

/** Where a page begins: after this entity's nudge. */
type Cursor = readonly [tier: number, ref: Ref, order: number];

const unknownTier = 9;

const keyOf = ({ tier, ref, is }: Found): Cursor => [tier ?? unknownTier, ref, nudges.indexOf(is)];

const isWhole = (part: unknown): part is number => Number.isInteger(part);

const keyIn = (cursor: string, org: number, bound: string): Cursor => {
  const [tier, ref, order] = boundKey(cursor, org, bound) ?? [];
  if (!isWhole(tier) || !isText(ref) || !isWhole(order)) throw refuse('catalog.cursor');
  return [tier, ref, order];
};

/** The rules, in the order of `nudges`: for a row `m`, which of them find something, about whom, since when. */
const rules = (reader: Reader, at: Date | null, now: Date): Sql => {
  const { org } = reader.caller;
  const [entity, relation, claim] = ['entity', 'relation', 'claim'].map((name) =>
    reader.table(entities, name),
  );
  const known = sql`select from ${entity} k where k.org = ${org} and k.ref = o.ref and ${stood('k', at)} and k.state <> 'gone'`;
  const days = (count: number): Date => new Date(now.getTime() - count * 86_400_000);
  return sql`
    select 0, null::text, null::timestamptz where cardinality(m.owners) = 0
    union all
    (select 1, o.ref, null from unnest(m.owners) o (ref) where not exists (${known}) limit 1)
    union all
    (select 2, o.ref, null from unnest(m.owners[1:1]) o (ref)
      join ${entity} k on k.org = ${org} and k.ref = o.ref and ${stood('k', at)} and k.state <> 'gone'
      where k.kind <> 'person' and (k.body -> 'contacts')::text = '{}' and (m.body -> 'contacts')::text = '{}'
        and not exists (select from ${relation} r
          where r.org = ${org} and r.to_ref = o.ref and r.type = 'memberOf' and ${stood('r', at)}))
    union all
    select 3, null, null where m.contested
    union all
    (select 4, m.owners[1], said.at from (
        select max(c.at) as at from ${claim} c where c.org = ${org} and c.entity = m.ref and c.reader <> 'committers'
          and (c.says -> 'owners' ->> 0) = m.owners[1]) said
      where said.at < ${days(staleDays)} and (
        exists (select from ${claim} c join nightjar.discovery d
            on d.org = ${org} and ${isReadFrom(sql`c.source`)}
          where c.org = ${org} and c.entity = m.ref and c.reader <> 'committers' and (c.says -> 'owners' ->> 0) = m.owners[1]
            and d.failure is not null and coalesce(d.reached_at, '-infinity') < ${days(failingDays)})
        or exists (select from ${claim} c
          where c.org = ${org} and c.entity = m.ref and c.reader = 'committers' and c.at >= ${days(staleDays)}
            and not (c.says -> 'owners')::jsonb ?| m.owners)))
    union all
    (select 5, null, seen.last from (
        select max(s.last_seen) as last from nightjar.sighting s
        where s.org = ${org} and s.entity = m.ref and s.about = '') seen
      where seen.last < ${days(unseenDays)})`;
};

const find = (
  reader: Reader,
  { at, now, after, limit, query }: Wish & { readonly after: Cursor },
): Promise<Found[]> => {
  const [tier, ref, order] = after;
  // The least needed is judged: rows come in order, and the rules are asked one row at a time until the page is full.
  return reader.many<Found>(sql`
    select m.ref, m.tier, m.owners, m.system, (${nudges}::text[])[n.rule + 1] as "is", n.about, n.since
    from (
      select e.ref, e.tier, e.owners, e.system, e.contested, e.body, coalesce(e.tier, ${unknownTier}) as rank
      from ${reader.table(entities, 'entity')} e
      where e.org = ${reader.caller.org} and ${stood('e', at)} and e.state <> 'gone' and e.kind = any (${kindsAsked}::text[])
        and (coalesce(e.tier, ${unknownTier}), e.ref) >= (${tier}::int, ${ref}::text) and ${whereIn(query, now)}
      order by coalesce(e.tier, ${unknownTier}), e.ref) m
    cross join lateral (${rules(reader, at, now)}) n (rule, about, since)
    where (m.rank, m.ref, n.rule) > (${tier}::int, ${ref}::text, ${order}::int)
    limit ${limit}`);
};

type Owner = { readonly entity: Ref; readonly owner: Ref; readonly by: readonly Claim['reader'][] };

/** Whom each source names as an owner of these entities, recent committers too. */
const namedBy = (reader: Reader, refs: readonly Ref[]): Promise<Owner[]> =>
  reader.many<Owner>(sql`
    select c.entity, o.owner, array_agg(distinct c.reader) as by
    from ${reader.table(entities, 'claim')} c
    cross join lateral json_array_elements_text(c.says -> 'owners') with ordinality o (owner, n)
    where c.org = ${reader.caller.org} and c.entity = any (${refs}::text[])
    group by c.entity, o.owner order by min(o.n), o.owner`);

const ownersOf = async (
  reader: Reader,
  refs: readonly Ref[],
  at: Date | null,
): Promise<Map<Ref, readonly Ref[]>> => {
  const rows = await reader.many<{ ref: Ref; owners: Ref[] }>(sql`
    select e.ref, e.owners from ${reader.table(entities, 'entity')} e
    where e.org = ${reader.caller.org} and e.ref = any (${refs}::text[]) and ${stood('e', at)}`);
  return new Map(rows.map(({ ref, owners }) => [ref, owners]));
};

type Wish = {
  readonly at: Date | null;
  readonly now: Date;
  readonly limit: number;
  /** A filter of entities, as the list takes it; empty for all. */
  readonly query: string;
};

/**
 * Whose ownership is missing, stale or contradictory: the most critical tier first. Who says what is known as of now only, so
 * of the past what is stale or unseen is judged by today.
 */
export const nudgesOf = async (
  reader: Reader,
  wish: Wish & { readonly cursor: string | undefined },
): Promise<NudgeList> => {
  const { at, limit, cursor, query } = wish;
  const { org } = reader.caller;
  const bound = `nudges ${query}\0${at?.toISOString() ?? ''}`;
  const after: Cursor = cursor === undefined ? [-1, '', -1] : keyIn(cursor, org, bound);
  const found = await find(reader, { ...wish, after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const refs = [...new Set(page.map(({ ref }) => ref))];
  const systems = [...new Set(page.flatMap(({ system }) => system ?? []))];
  const [saidOwners, systemOwners] = await Promise.all([
    namedBy(reader, refs),
    ownersOf(reader, systems, at),
  ]);
  const byEntity = Map.groupBy(saidOwners, ({ entity }) => entity);
  /** Those whom anybody names, then who answers for the system it is part of. */
  const askedAbout = ({ ref, owners, system }: Found): Ref[] => [
    ...new Set([
      ...owners,
      ...(byEntity.get(ref) ?? []).map(({ owner }) => owner),
      ...(system === null ? [] : (systemOwners.get(system) ?? [])),
    ]),
  ];
  const named = await namedOf(reader, [...refs, ...page.flatMap(askedAbout)], at);
  const name = (ref: Ref): string => nameIn(named, ref).name;
  const items = page.map((one) => {
    const entity = nameIn(named, one.ref);
    const ask = askedAbout(one);
    const finding = {
      is: one.is,
      name: entity.name,
      ref: one.ref,
      about: one.about === null ? '' : one.is === 'unknown-owner' ? partsOf(one.about).name : name(one.about),
      named: (byEntity.get(one.ref) ?? [])
        .filter(({ by }) => one.is !== 'contested' || by.some(declares))
        .map(({ owner }) => name(owner)),
      ageMs: one.since === null ? null : wish.now.getTime() - one.since.getTime(),
    };
    const reachable = ask.map((ref): Named => nameIn(named, ref)).filter(({ known }) => known);
    return {
      entity,
      tier: one.tier,
      is: one.is,
      detail: detailOf(finding),
      next: nextOf(finding),
      ask: reachable.slice(0, 5),
    };
  });
  const last = page.at(-1);
  const more = found.length > limit && last !== undefined;
  return { nudges: items, next: more ? boundCursor(keyOf(last), org, bound) : null };
};
