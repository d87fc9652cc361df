import type { RelationType } from '@nightjar/descriptors/description';
import type { Ref } from '@nightjar/descriptors/ref';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { stood } from './instant.ts';
import { namedOf, nameIn } from './named.ts';
import { entities } from './projection.ts';
import { latest, sightings } from './seen.ts';
import type { RelationOnWire } from './wire.ts';

type EdgeRow = {
  readonly from_ref: Ref;
  readonly type: RelationType;
  readonly to_ref: Ref;
  readonly claimed_by: Ref;
  readonly confidence: number;
  readonly sources: readonly string[];
  readonly observed: boolean;
  readonly why: string | null;
};

/** Edges that a page shows in each direction; more are for the graph. */
const most = 500;

/** As a sighting names it, from the side of who said so. */
const aboutOf = ({ from_ref, type, to_ref, claimed_by }: EdgeRow): string =>
  claimed_by === from_ref ? `${type} ${to_ref}` : `<${type} ${from_ref}`;

export type Relations = { readonly relations: RelationOnWire[]; readonly cut: boolean };

/** The edges of some entities at an instant (null: now), those said from both ends as one; of those without any, nothing. */
export const relationsOfEach = async (
  reader: Reader,
  refs: readonly Ref[],
  at: Date | null,
): Promise<ReadonlyMap<Ref, Relations>> => {
  const relation = reader.table(entities, 'relation');
  const columns = sql`r.from_ref, r.type, r.to_ref, r.claimed_by, r.confidence, r.sources, r.observed, r.why`;
  const where = sql`r.org = ${reader.caller.org} and ${stood('r', at)}`;
  const rows = await reader.many<EdgeRow & { readonly of: Ref }>(sql`
    select asked.ref as of, e.* from unnest(${refs}::text[]) as asked (ref)
    cross join lateral (
      (select ${columns} from ${relation} r where ${where} and r.from_ref = asked.ref
        order by r.type, r.to_ref, r.claimed_by limit ${most + 1})
      union all
      (select ${columns} from ${relation} r where ${where} and r.to_ref = asked.ref and r.from_ref <> asked.ref
        order by r.type, r.from_ref, r.claimed_by limit ${most + 1})) e`);
  const others = rows.map(({ of, from_ref, to_ref }) => (from_ref === of ? to_ref : from_ref));
  const [named, seen] = await Promise.all([
    namedOf(reader, others, at),
    sightings(reader, [...new Set(rows.map((it) => it.claimed_by))], [...new Set(rows.map(aboutOf))], at),
  ]);
  const seenBy = Map.groupBy(seen, ({ entity, about }) => `${entity} ${about}`);
  const onWire = (ref: Ref, same: readonly EdgeRow[]): RelationOnWire[] => {
    const [first] = same;
    if (first === undefined) return [];
    const out = first.from_ref === ref;
    const times = same.flatMap((it) => seenBy.get(`${it.claimed_by} ${aboutOf(it)}`) ?? []);
    return [
      {
        direction: out ? 'out' : 'in',
        type: first.type,
        to: nameIn(named, out ? first.to_ref : first.from_ref),
        confidence: Math.max(...same.map(({ confidence }) => confidence)),
        sources: [...new Set(same.flatMap(({ sources }) => sources))],
        observed: same.every(({ observed }) => observed),
        why: same.find(({ why }) => why !== null)?.why ?? null,
        lastSeen: latest(times),
      },
    ];
  };
  return new Map(
    [...Map.groupBy(rows, ({ of }) => of)].map(([ref, its]) => {
      const edges = Map.groupBy(its, ({ from_ref, type, to_ref }) => `${from_ref} ${type} ${to_ref}`);
      const relations = [...edges.values()].flatMap((same) => onWire(ref, same));
      return [ref, { relations, cut: isCut(its, ref) }];
    }),
  );
};

export const relationsOf = async (reader: Reader, ref: Ref, at: Date | null): Promise<Relations> =>
  (await relationsOfEach(reader, [ref], at)).get(ref) ?? { relations: [], cut: false };

const isCut = (rows: readonly EdgeRow[], ref: Ref): boolean => {
  const out = rows.filter(({ from_ref }) => from_ref === ref).length;
  return out > most || rows.length - out > most;
};
