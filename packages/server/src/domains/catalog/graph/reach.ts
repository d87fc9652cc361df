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

type Bounds = { readonly depth: number; readonly limit: number };

/** Unknown tiers come after the least critical one. */
const tierOf = (net: Net, node: number): number => net.described(node)?.tier ?? 9;

const byWeight =
  (net: Net) =>
  (a: Reached, b: Reached): number =>
    tierOf(net, a.node) - tierOf(net, b.node) || (net.ref(a.node) < net.ref(b.node) ? -1 : 1);

/** All that can be reached in so many steps, breadth first; a cycle is walked once. The beginning is the first node. */
export const reachFrom = (net: Net, start: number, direction: Direction, { depth, limit }: Bounds): Reach => {
  const seen = new Uint8Array(net.size());
  seen[start] = 1;
  const nodes: Reached[] = [{ node: start, depth: 0, by: start }];
  const weight = byWeight(net);
  let level = nodes;
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
    next.sort(weight);
    for (const one of next.length > room ? next.slice(0, room) : next) nodes.push(one);
    if (next.length > room) return { nodes, cut: true };
    level = next;
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
