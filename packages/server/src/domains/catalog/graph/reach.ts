import type { Net } from './net.ts';

/** `out`: what it needs; `in`: what needs it. */
type Direction = 'out' | 'in';

export type Reached = {
  readonly node: number;
  /** Steps from the beginning. */
  readonly depth: number;
  /** The node by which it was first reached; itself at the beginning. */
  readonly by: number;
};

export type Reach = {
  /** Nearest first; within a distance the most critical first. */
  readonly nodes: readonly Reached[];
  /** There is more: deeper, or left out for want of room. */
  readonly cut: boolean;
};

type Bounds = {
  readonly depth: number;
  readonly limit: number;
  /** How many need be in order; all where not given. */
  readonly ordered?: number;
};

/** Unknown tiers come after the least critical one. */
const tierOf = (net: Net, node: number): number => net.described(node)?.tier ?? 9;

const byWeight =
  (net: Net) =>
  (a: Reached, b: Reached): number =>
    tierOf(net, a.node) - tierOf(net, b.node) || (net.ref(a.node) < net.ref(b.node) ? -1 : 1);

/**
 * The most critical first, within a tier in order of reference: the first `wanted` of them. On a busy machine
 * a walk of all of 250,000 nodes takes 2.1 s with every level sorted, 0.2 s so.
 */
const arranged = (net: Net, level: readonly Reached[], wanted: number): Reached[] => {
  if (wanted <= 0) return [...level];
  const all: Reached[] = [];
  const tiers = Map.groupBy(level, ({ node }) => tierOf(net, node));
  for (const [, those] of [...tiers].sort(([a], [b]) => a - b)) {
    if (all.length < wanted) those.sort(byWeight(net));
    for (const one of those) all.push(one);
  }
  return all;
};

/** All that can be reached in so many steps, breadth first; a cycle is walked once. The beginning is the first node. */
export const reachFrom = (net: Net, start: number, direction: Direction, bounds: Bounds): Reach => {
  const { depth, limit, ordered = limit } = bounds;
  const seen = new Uint8Array(net.size());
  seen[start] = 1;
  const nodes: Reached[] = [{ node: start, depth: 0, by: start }];
  let level: readonly Reached[] = nodes;
  for (let step = 1; level.length > 0; step++) {
    const next: Reached[] = [];
    for (const { node } of level)
      net.each(direction, node, (other) => {
        if (seen[other] === 1) return;
        seen[other] = 1;
        next.push({ node: other, depth: step, by: node });
      });
    if (next.length === 0) break;
    if (step > depth) return { nodes, cut: true };
    const room = limit - nodes.length;
    level = arranged(net, next, Math.min(room, ordered - nodes.length));
    for (const one of level.length > room ? level.slice(0, room) : level) nodes.push(one);
    if (level.length > room) return { nodes, cut: true };
  }
  return { nodes, cut: false };
};

/** What it needs and what needs it, together: not what else its callers call. */
export const reachBoth = (net: Net, start: number, bounds: Bounds): Reach => {
  const [needs, needed] = [reachFrom(net, start, 'out', bounds), reachFrom(net, start, 'in', bounds)];
  const seen = new Map<number, Reached>();
  for (const one of [...needs.nodes, ...needed.nodes]) {
    const before = seen.get(one.node);
    if (before === undefined || one.depth < before.depth) seen.set(one.node, one);
  }
  const weight = byWeight(net);
  const nodes = [...seen.values()].sort((a, b) => a.depth - b.depth || weight(a, b));
  const cut = needs.cut || needed.cut || nodes.length > bounds.limit;
  return { nodes: nodes.slice(0, bounds.limit), cut };
};
