import type { Reader } from '@nightjar/kernel/projection/reader';
import { edgeKey, type Traffic, trafficOf } from '../calls/traffic.ts';
import { cyclesOf } from './cycles.ts';
import { collect } from './load.ts';
import { loadAmong, ofThePast, type PastNet } from './load-past.ts';
import { refsMatching } from './matching.ts';
import type { Need } from './need.ts';
import { emptyNet, type Net } from './net.ts';
import { graphNode, namedIn } from './nodes.ts';
import { pathsFrom } from './paths.ts';
import { type Reach, reachBoth, reachFrom } from './reach.ts';
import type { Resident } from './resident.ts';
import type { Cycles, Graph, GraphEdge, Impact, Paths } from './wire.ts';

/** Edges in one answer, at most: 20,000 are 4 MB. */
const mostEdges = 20_000;
/** Edges whose traffic is told: an hour of one is 60 rows, and of 200 takes 40 ms. Larger graphs are looked at for their shape. */
const mostTraffic = 200;
/** Steps into the past that one question takes, at most: each is a question to the database. */
const deepestOfThePast = 100;
/** What lies between that is told of each, at most: all of a chain of 5,000 would be 300 MB. */
const mostBetween = 20;

/** How far to walk: as far as was asked for, of the past not for ever. */
const stepsWithin = (asked: number, at: Date | null): number =>
  at === null ? asked : Math.min(asked, deepestOfThePast);

type Direction = 'callees' | 'callers' | 'both';

/** The graph as it stands from memory; as it stood, the part asked for from the versions. */
const netAround = async (
  resident: Resident,
  reader: Reader,
  region: { of: string; direction: Direction; depth: number },
  at: Date | null,
): Promise<{ net: Net; cut: boolean }> => {
  if (at === null) return { net: await resident.now(reader), cut: false };
  const net = emptyNet();
  let cut = false;
  for (const direction of ['out', 'in'] as const) {
    const other = direction === 'out' ? 'callers' : 'callees';
    if (region.direction === other) continue;
    const { of: start, depth } = region;
    const part = await collect(net, reader, { start, direction, depth, limit: ofThePast.nodes }, at);
    cut ||= part.cut;
  }
  return { net, cut };
};

/** The whole graph, as it stands or stood. */
const netWhole = async (resident: Resident, reader: Reader, at: Date | null): Promise<PastNet> =>
  at === null ? { net: await resident.now(reader), cut: false } : resident.past(reader, at);

const edgesAmong = (net: Net, reach: Reach): { needs: Need[]; cut: boolean } => {
  const shown = new Uint8Array(net.size());
  for (const { node } of reach.nodes) shown[node] = 1;
  const needs: Need[] = [];
  let cut = false;
  for (const { node } of reach.nodes)
    net.each('out', node, (other, edge) => {
      if (shown[other] !== 1) return;
      if (needs.length < mostEdges) needs.push(net.need(edge));
      else cut = true;
    });
  return { needs, cut };
};

type Wish = {
  readonly of: string | null;
  readonly direction: Direction;
  /** A filter of entities, as the list takes it; empty for all. */
  readonly query: string;
  readonly depth: number;
  /** Nodes. */
  readonly limit: number;
  readonly at: Date | null;
  /** Now, before which the last hour lies. */
  readonly clock: Date;
};

const reachOf = (net: Net, of: number, { direction, depth, limit }: Wish): Reach => {
  if (direction === 'both') return reachBoth(net, of, { depth, limit });
  return reachFrom(net, of, direction === 'callees' ? 'out' : 'in', { depth, limit });
};

/** All that needs anything or is needed, the most critical first, then what most others touch. */
const everything = (net: Net, limit: number): Reach => {
  const weight = (node: number): number => net.degree('out', node) + net.degree('in', node);
  const nodes: number[] = [];
  for (let node = 0; node < net.size(); node++) if (weight(node) > 0) nodes.push(node);
  const tier = (node: number): number => net.described(node)?.tier ?? 9;
  nodes.sort((a, b) => tier(a) - tier(b) || weight(b) - weight(a) || a - b);
  return {
    nodes: nodes.slice(0, limit).map((node) => ({ node, depth: 0, by: node })),
    cut: nodes.length > limit,
  };
};

/** A net, and which of its nodes to show. `cut` where either is not all there is. */
type Shown = { readonly net: Net; readonly reach: Reach; readonly cut: boolean };

/** Without a beginning: what matches a filter, or everything that is connected. */
const allShown = async (resident: Resident, reader: Reader, wish: Wish): Promise<Shown> => {
  const { query, limit, at, clock } = wish;
  if (query === '') {
    const { net, cut } = await netWhole(resident, reader, at);
    return { net, reach: everything(net, limit), cut };
  }
  const matching = await refsMatching(reader, { query, limit, at, now: at ?? clock });
  const refs = [...matching.refs];
  const { net, cut } =
    at === null
      ? { net: await resident.now(reader), cut: false }
      : await loadAmong(reader, at, refs, ofThePast);
  const nodes = refs.map(net.node).map((node) => ({ node, depth: 0, by: node }));
  return { net, reach: { nodes, cut: matching.cut }, cut };
};

/** What was reached from a beginning; a filter says which of that. */
const shownAround = async (resident: Resident, reader: Reader, of: string, wish: Wish): Promise<Shown> => {
  const { query, direction, depth, at, clock } = wish;
  const { net, cut } = await netAround(resident, reader, { of, direction, depth }, at);
  const reach = reachOf(net, net.node(of), wish);
  if (query === '') return { net, reach, cut };
  const among = reach.nodes.map(({ node }) => net.ref(node));
  const now = at ?? clock;
  const { refs } = await refsMatching(reader, { query, among, limit: among.length, at, now });
  const nodes = reach.nodes.filter(({ node, depth }) => depth === 0 || refs.has(net.ref(node)));
  return { net, reach: { nodes, cut: reach.cut }, cut };
};

/** What it needs, what needs it, or both; without a beginning, what matches, or everything that is connected. */
export const graphOf = async (resident: Resident, reader: Reader, wish: Wish): Promise<Graph> => {
  const { of, at, clock } = wish;
  const {
    net,
    reach,
    cut: unread,
  } = of === null ? await allShown(resident, reader, wish) : await shownAround(resident, reader, of, wish);
  const { needs, cut } = edgesAmong(net, reach);
  const nodes = reach.nodes.map((one) => graphNode(net, one));
  const [seen, traffic] = await Promise.all([
    resident.seen(reader, needs, at),
    needs.length <= mostTraffic ? trafficOf(reader, needs, at ?? clock) : new Map<string, Traffic>(),
  ]);
  const edges = needs.map(
    (need): GraphEdge => ({
      ...need,
      lastSeen: seen.get(edgeKey(need))?.toISOString() ?? null,
      traffic: traffic.get(edgeKey(need)) ?? null,
    }),
  );
  return {
    of,
    nodes,
    edges,
    cut: unread || reach.cut || cut,
    at: at?.toISOString() ?? null,
    position: reader.position,
    stale: reader.stale,
  };
};

const tally = <Key>(keys: Iterable<Key>): Map<Key, number> => {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/** What breaks if it breaks. The tallies count all that was reached, the list holds the nearest of them. */
export const impactOf = async (
  resident: Resident,
  reader: Reader,
  { of, depth: asked, limit, at }: { of: string; depth: number; limit: number; at: Date | null },
): Promise<Impact> => {
  const depth = stepsWithin(asked, at);
  const region = { of, direction: 'callers', depth } as const;
  const { net, cut: unread } = await netAround(resident, reader, region, at);
  const all = reachFrom(net, net.node(of), 'in', {
    depth,
    limit: Number.POSITIVE_INFINITY,
    ordered: limit + 1,
  });
  const [start, ...broken] = all.nodes;
  const by = new Map(all.nodes.map((one) => [one.node, one.by]));
  /** From the next one on to the last before the beginning, or as far as is told. */
  const through = (node: number): string[] => {
    const way: string[] = [];
    for (let at = by.get(node); at !== undefined && at !== start?.node; at = by.get(at)) {
      if (way.length === mostBetween) break;
      way.push(net.ref(at));
    }
    return way;
  };
  const tiers = tally(broken.map(({ node }) => net.described(node)?.tier ?? null));
  const owners = tally(broken.flatMap(({ node }) => net.described(node)?.owners.slice(0, 1) ?? []));
  const listed = broken.slice(0, limit).map((one) => ({
    need: net.between(one.node, one.by),
    told: { ...graphNode(net, one), through: through(one.node) },
  }));
  const answer = {
    of: namedIn(net, of),
    byTier: [...tiers]
      .map(([tier, count]) => ({ tier, count }))
      .sort((a, b) => (a.tier ?? 9) - (b.tier ?? 9)),
    owners: [...owners]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .map(([owner, count]) => ({ owner: namedIn(net, owner), count })),
    cut: unread || all.cut || broken.length > limit,
    at: at?.toISOString() ?? null,
    position: reader.position,
    stale: reader.stale,
  };
  // Nothing is asked of the net from here on: it may have become another.
  const seen = await resident.seen(
    reader,
    listed.flatMap(({ need }) => need ?? []),
    at,
  );
  const lastSeen = (need: Need | undefined): string | null =>
    need === undefined ? null : (seen.get(edgeKey(need))?.toISOString() ?? null);
  return { ...answer, breaks: listed.map(({ need, told }) => ({ ...told, lastSeen: lastSeen(need) })) };
};

/** The ways by which one needs the other, shortest first. */
export const pathsBetween = async (
  resident: Resident,
  reader: Reader,
  {
    from,
    to,
    longest: asked,
    limit,
    at,
  }: { from: string; to: string; longest: number; limit: number; at: Date | null },
): Promise<Paths> => {
  const longest = stepsWithin(asked, at);
  const region = { of: from, direction: 'callees', depth: longest } as const;
  const { net, cut: unread } = await netAround(resident, reader, region, at);
  const bounds = { most: limit, longest };
  const { paths, cut } = pathsFrom(net, net.node(from), net.node(to), bounds);
  // Of the past only what lies so near was read: seen from the target it looks whole.
  const end = { depth: longest, limit: Number.POSITIVE_INFINITY, ordered: 0 };
  const further = at !== null && reachFrom(net, net.node(from), 'out', end).cut;
  return {
    paths: paths.map((path) => path.map(net.ref)),
    cut: cut || unread || further,
    at: at?.toISOString() ?? null,
  };
};

/** Each group in order of its references; with `of`, only the one that it is in. */
export const cyclesIn = async (
  resident: Resident,
  reader: Reader,
  { of, at }: { of: string | null; at: Date | null },
): Promise<Cycles> => {
  // A group that it is in is among what it needs.
  const { net, cut } =
    of === null
      ? await netWhole(resident, reader, at)
      : await netAround(resident, reader, { of, direction: 'callees', depth: Number.POSITIVE_INFINITY }, at);
  const start = of === null ? null : net.node(of);
  const groups = cyclesOf(net).filter((group) => start === null || group.includes(start));
  return { cycles: groups.map((group) => group.map(net.ref).sort()), cut, at: at?.toISOString() ?? null };
};
