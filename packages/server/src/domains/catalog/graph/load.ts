import { setImmediate as breath } from 'node:timers/promises';
import { sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { stood } from '../instant.ts';
import { entities } from '../projection.ts';
import { type NeedWord, needOf, needTypes, type RelationRow } from './need.ts';
import { type Described, emptyNet, type Net } from './net.ts';

/** Rows at a time: larger pages hold up everybody else for longer than 30 ms. */
export const page = 10_000;

export type EntityRow = Omit<Described, 'type'> & { readonly ref: string; readonly type: string | null };

export const entityColumns = sql`e.ref, e.name, e.state, e.tier, e.type, e.owners`;
export const relationColumns = sql`r.from_ref, r.type, r.to_ref, r.confidence, r.observed, r.why`;

export const addRows = (net: Net, rows: readonly RelationRow[]): void => {
  for (const row of rows) {
    const need = needOf(row);
    if (need !== undefined) net.add(need);
  }
};

export const describeRows = (net: Net, rows: readonly EntityRow[]): void => {
  for (const { ref, ...described } of rows) net.describe(ref, described);
};

/** The whole graph that stands: 5,000 services with 40,000 edges in 0.1 s, a page at a time so that others are answered meanwhile. */
export const loadWhole = async (reader: Reader): Promise<Net> => {
  const net = emptyNet();
  const { org } = reader.caller;
  for (let after = ''; ; ) {
    const rows = await reader.many<EntityRow>(sql`select ${entityColumns}
      from ${reader.table(entities, 'entity')} e
      where e.org = ${org} and ${stood('e', null)} and e.ref > ${after}
      order by e.ref limit ${page}`);
    describeRows(net, rows);
    if (rows.length < page) break;
    after = rows.at(-1)?.ref ?? '';
    await breath();
  }
  for (let after = ''; ; ) {
    const relations = reader.table(entities, 'relation');
    // By beginnings, whole: an entity's edges are never parted between two pages.
    const rows = await reader.many<RelationRow>(sql`select ${relationColumns}
      from ${relations} r
      where r.org = ${org} and ${stood('r', null)} and r.type = any (${needTypes}) and r.from_ref > ${after}
      order by r.from_ref
      fetch first ${page} rows with ties`);
    addRows(net, rows);
    if (rows.length < page) return net;
    after = rows.at(-1)?.from_ref ?? '';
    await breath();
  }
};

/** The edges from (`out`) or to (`in`) some nodes; `both` where they are to be replaced. */
const relationsOf = (
  reader: Reader,
  refs: readonly string[],
  direction: 'out' | 'in' | 'both',
  at: Date | null,
): Promise<RelationRow[]> => {
  const relations = reader.table(entities, 'relation');
  const { org } = reader.caller;
  // An API is needed through to its provider: that relation is read against its direction.
  const plain: readonly (NeedWord | 'providesApi')[] = ['dependsOn', 'calls', 'consumesApi'];
  const [starts, ends] =
    direction === 'both'
      ? [needTypes, needTypes]
      : direction === 'out'
        ? [plain, ['providesApi']]
        : [['providesApi'], plain];
  return reader.many<RelationRow>(sql`select ${relationColumns} from ${relations} r
    where r.org = ${org} and ${stood('r', at)} and r.from_ref = any (${refs}) and r.type = any (${starts})
    union all
    select ${relationColumns} from ${relations} r
    where r.org = ${org} and ${stood('r', at)} and r.to_ref = any (${refs}) and r.type = any (${ends})`);
};

const entitiesOf = (reader: Reader, refs: readonly string[], at: Date | null): Promise<EntityRow[]> =>
  reader.many<EntityRow>(sql`select ${entityColumns} from ${reader.table(entities, 'entity')} e
    where e.org = ${reader.caller.org} and ${stood('e', at)} and e.ref = any (${refs})`);

/** Puts what stands now about some entities in the place of what the net holds about them. */
export const replace = async (net: Net, reader: Reader, refs: readonly string[]): Promise<void> => {
  if (refs.length === 0) return;
  const [told, relations] = await Promise.all([
    entitiesOf(reader, refs, null),
    relationsOf(reader, refs, 'both', null),
  ]);
  // Nothing is awaited from here on: nobody sees a net with half of it.
  describeRows(net, told);
  for (const ref of refs) net.loosen(ref);
  addRows(net, relations);
};

type Region = {
  readonly start: string;
  readonly direction: 'out' | 'in';
  readonly depth: number;
  /** Nodes at which to stop. */
  readonly limit: number;
};

/**
 * The part of the past that a question may touch, level by level. One step deeper than asked, so that it shows whether
 * there is more, and how the outermost are connected. `cut` where the limit ended it.
 */
export const collect = async (
  net: Net,
  reader: Reader,
  { start, direction, depth, limit }: Region,
  at: Date | null,
): Promise<{ cut: boolean }> => {
  const seen = new Set([start]);
  let level = [start];
  for (let step = 0; level.length > 0 && step <= depth && seen.size <= limit; step++) {
    const next = new Set<string>();
    const rows = await relationsOf(reader, level, direction, at);
    addRows(net, rows);
    for (const row of rows) {
      const need = needOf(row);
      const other = direction === 'out' ? need?.to : need?.from;
      if (other !== undefined && !seen.has(other)) next.add(other);
    }
    for (const ref of next) seen.add(ref);
    level = [...next];
  }
  describeRows(net, await entitiesOf(reader, [...seen], at));
  return { cut: seen.size > limit };
};
