import { setImmediate as breath } from 'node:timers/promises';
import { raw, type Sql, sql } from '@nightjar/kernel/database/sql';
import type { Reader } from '@nightjar/kernel/projection/reader';
import { stood } from '../instant.ts';
import { entities } from '../projection.ts';
import { addRows, describeRows, type EntityRow, entityColumns, page, relationColumns } from './load.ts';
import { needTypes, type RelationRow } from './need.ts';
import { emptyNet, type Net } from './net.ts';

type Bounds = { readonly nodes: number; readonly edges: number };

/** What one question reads, at most: 20,000 nodes take 1 s. */
export const ofThePast: Bounds = { nodes: 20_000, edges: 200_000 };

/** A graph as it stood; `cut` where the bounds left some of it out. */
export type PastNet = { readonly net: Net; readonly cut: boolean };

/** Unknown tiers come after the least critical one. */
const tierSql = raw('coalesce(e.tier, 9)');

/** Edges of the past by their beginnings, a page at a time, until there are `most`. */
const addEdges = async (
  net: Net,
  reader: Reader,
  at: Date,
  { of, most }: { of: Sql; most: number },
): Promise<{ cut: boolean }> => {
  for (let after = ''; ; ) {
    const rows = await reader.many<RelationRow>(sql`select ${relationColumns}
      from ${reader.table(entities, 'relation')} r
      where r.org = ${reader.caller.org} and ${stood('r', at)} and r.type = any (${needTypes}) and r.from_ref > ${after} and ${of}
      order by r.from_ref
      fetch first ${page} rows with ties`);
    addRows(net, rows);
    if (rows.length < page) return { cut: false };
    if (net.edges() >= most) return { cut: true };
    after = rows.at(-1)?.from_ref ?? '';
    await breath();
  }
};

/** Some entities as they stood, and what stood between them. */
export const loadAmong = async (
  reader: Reader,
  at: Date,
  refs: readonly string[],
  bounds: Bounds,
): Promise<PastNet> => {
  const net = emptyNet();
  const told = await reader.many<EntityRow>(sql`select ${entityColumns}
    from ${reader.table(entities, 'entity')} e
    where e.org = ${reader.caller.org} and ${stood('e', at)} and e.ref = any (${refs})`);
  describeRows(net, told);
  const of = sql`r.from_ref = any (${refs}) and r.to_ref = any (${refs})`;
  return { net, ...(await addEdges(net, reader, at, { of, most: bounds.edges })) };
};

/**
 * The whole graph as it stood. Of more entities than the bounds allow the most critical are read: nothing is
 * kept of the past, so each question reads it anew, and 250,000 entities would be 103 MiB and seconds.
 */
export const loadPast = async (reader: Reader, at: Date, bounds: Bounds): Promise<PastNet> => {
  const net = emptyNet();
  let isWhole = false;
  for (let [tier, ref] = [-1, '']; net.size() < bounds.nodes && !isWhole; ) {
    const wanted = Math.min(page, bounds.nodes - net.size());
    const rows = await reader.many<EntityRow>(sql`select ${entityColumns}
      from ${reader.table(entities, 'entity')} e
      where e.org = ${reader.caller.org} and ${stood('e', at)} and (${tierSql}, e.ref) > (${tier}::int, ${ref}::text)
      order by ${tierSql}, e.ref limit ${wanted + 1}`);
    isWhole = rows.length <= wanted;
    const kept = rows.slice(0, wanted);
    describeRows(net, kept);
    const last = kept.at(-1);
    [tier, ref] = [last?.tier ?? 9, last?.ref ?? ''];
    await breath();
  }
  const refs = Array.from({ length: net.size() }, (_, node) => net.ref(node));
  const of = isWhole ? raw('true') : sql`r.from_ref = any (${refs}) and r.to_ref = any (${refs})`;
  const { cut } = await addEdges(net, reader, at, { of, most: bounds.edges });
  return { net, cut: cut || !isWhole };
};
