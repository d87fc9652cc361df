import { partsOf, type Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { boundCursor, boundKey, isText } from '../../../page/bound-cursor.ts';
import type { Claim } from '../claim.ts';
import { stood } from '../instant.ts';
import { namedOf, nameIn } from '../named.ts';
import { entities } from '../projection.ts';
import { refuse } from '../refusals.ts';
import { whereIn } from '../search/where.ts';
import { declares } from '../trust.ts';
import type { Named } from '../wire.ts';
import { findAstray } from './astray.ts';
import { findDoubtful } from './doubtful.ts';
import { beginning, byPlace, type Found, type Place, placeOf } from './found.ts';
import { findNamesakes } from './namesakes.ts';
import { detailOf, nextOf } from './nudge-rules.ts';
import { type NudgeList, nudges } from './wire.ts';

const isWhole = (part: unknown): part is number => Number.isInteger(part);

const placeIn = (cursor: string, org: number, bound: string): Place => {
  const [urgency, ref, rule] = boundKey(cursor, org, bound) ?? [];
  if (!isWhole(urgency) || !isText(ref) || !isWhole(rule)) throw refuse('catalog.cursor');
  return [urgency, ref, rule];
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

type Row = {
  readonly ref: Ref;
  readonly tier: number | null;
  readonly owners: readonly Ref[];
  readonly system: Ref | null;
};

const rowsOf = async (
  reader: Reader,
  refs: readonly Ref[],
  at: Date | null,
): Promise<ReadonlyMap<Ref, Row>> => {
  const rows = await reader.many<Row>(sql`
    select e.ref, e.tier, e.owners, e.system from ${reader.table(entities, 'entity')} e
    where e.org = ${reader.caller.org} and e.ref = any (${refs}::text[]) and ${stood('e', at)}`);
  return new Map(rows.map((row) => [row.ref, row]));
};

/** Findings in words, with whom to ask. */
const told = async (
  reader: Reader,
  page: readonly Found[],
  { at, now }: Pick<Wish, 'at' | 'now'>,
): Promise<NudgeList['nudges']> => {
  const refs = [...new Set(page.map(({ ref }) => ref))];
  const [rows, saidOwners] = await Promise.all([rowsOf(reader, refs, at), namedBy(reader, refs)]);
  const systems = await rowsOf(
    reader,
    [...new Set([...rows.values()].flatMap(({ system }) => system ?? []))],
    at,
  );
  const byEntity = Map.groupBy(saidOwners, ({ entity }) => entity);
  /** Those whom anybody names, then who answers for the system it is part of. */
  const askedAbout = (ref: Ref): Ref[] => {
    const row = rows.get(ref);
    return [
      ...new Set([
        ...(row?.owners ?? []),
        ...(byEntity.get(ref) ?? []).map(({ owner }) => owner),
        ...(systems.get(row?.system ?? '')?.owners ?? []),
      ]),
    ];
  };
  const named = await namedOf(reader, [...refs, ...refs.flatMap(askedAbout)], at);
  const name = (ref: Ref): string => nameIn(named, ref).name;
  return page.map(({ ref, rule, about, since }) => {
    const is = nudges[rule] ?? 'no-owner';
    const entity = nameIn(named, ref);
    const finding = {
      is,
      name: entity.name,
      ref,
      about: about === null ? '' : is === 'unknown-owner' ? partsOf(about).name : name(about),
      named: (byEntity.get(ref) ?? [])
        .filter(({ by }) => is !== 'contested' || by.some(declares))
        .map(({ owner }) => name(owner)),
      ageMs: since === null ? null : now.getTime() - since.getTime(),
    };
    const reachable = askedAbout(ref)
      .map((who): Named => nameIn(named, who))
      .filter(({ known }) => known);
    return {
      entity,
      tier: rows.get(ref)?.tier ?? null,
      is,
      detail: detailOf(finding),
      next: nextOf(finding),
      ask: reachable.slice(0, 5),
    };
  });
};

type Wish = {
  readonly at: Date | null;
  readonly now: Date;
  readonly limit: number;
  /** A filter of entities, as the list takes it; empty for all. */
  readonly query: string;
};

/** A page, with the cursor that goes on behind each of it. */
type Page = NudgeList & { readonly cursors: readonly string[] };

/**
 * Whose ownership is missing, stale or contradictory: the most critical tier first. Each sort of fault is looked for by indexes of
 * its own, in that order, and the page is taken from all: at 250,000 entities in order, a look at each row took 3 s.
 */
export const pageOfNudges = async (
  reader: Reader,
  wish: Wish & { readonly cursor: string | undefined },
): Promise<Page> => {
  const { at, now, limit, cursor, query } = wish;
  const { org } = reader.caller;
  const bound = `nudges ${query}\0${at?.toISOString() ?? ''}`;
  const after = cursor === undefined ? beginning : placeIn(cursor, org, bound);
  const look = { reader, at, now, where: whereIn(query, now), after, wanted: limit + 1 };
  const [astray, doubtful, namesakes] = await Promise.all([
    findAstray(look),
    findDoubtful(look),
    findNamesakes(look),
  ]);
  const found = [...astray, ...doubtful.found, ...namesakes.found].sort(byPlace);
  const page = found.slice(0, limit);
  const cursors = page.map((it) => boundCursor(placeOf(it), org, bound));
  return {
    nudges: await told(reader, page, { at, now }),
    cursors,
    next: found.length > limit ? (cursors.at(-1) ?? null) : null,
    cut: doubtful.cut || namesakes.cut,
  };
};

export const nudgesOf = async (...asked: Parameters<typeof pageOfNudges>): Promise<NudgeList> => {
  const { cursors: _, ...list } = await pageOfNudges(...asked);
  return list;
};
