import type { Graph, GraphEdge, GraphNode } from '@nightjar/sdk/wire';

/** A node where it stands in the tree. */
export type Branch = {
  readonly node: GraphNode;
  /** By which it hangs; null for the root. */
  readonly edge: GraphEdge | null;
  /** `cycle`: it is above itself. `again`: what is below it is shown elsewhere. */
  readonly mark: 'cycle' | 'again' | null;
  readonly below: readonly Branch[];
};

const byWeight = (a: Branch, b: Branch): number =>
  (a.node.tier ?? 9) - (b.node.tier ?? 9) || (a.node.name < b.node.name ? -1 : 1);

/**
 * A graph as a tree from one of its nodes, along its edges or against them. What is below a node is shown once, where the
 * node is nearest to the root; everywhere else, and where it closes a cycle, the node is a leaf with a mark.
 */
export const treeOf = (graph: Graph, root: string, direction: 'callees' | 'callers'): Branch | undefined => {
  const nodes = new Map(graph.nodes.map((node) => [node.ref, node]));
  const next = Map.groupBy(graph.edges, ({ from, to }) => (direction === 'callees' ? from : to));
  const otherEnd = ({ from, to }: GraphEdge): string => (direction === 'callees' ? to : from);
  // Breadth first: who is to show what is below a node.
  const keeper = new Map<string, string | null>([[root, null]]);
  const depth = new Map([[root, 0]]);
  for (const [ref] of keeper)
    for (const edge of next.get(ref) ?? []) {
      const other = otherEnd(edge);
      if (keeper.has(other) || !nodes.has(other)) continue;
      keeper.set(other, ref);
      depth.set(other, (depth.get(ref) ?? 0) + 1);
    }
  const deepest = Math.max(...depth.values());

  const branch = (ref: string, edge: GraphEdge | null, above: readonly string[]): Branch[] => {
    const node = nodes.get(ref);
    if (node === undefined) return [];
    if (above.includes(ref)) return [{ node, edge, mark: 'cycle', below: [] }];
    if (keeper.get(ref) !== (above.at(-1) ?? null)) {
      const hides = (next.get(ref) ?? []).some((it) => depth.get(otherEnd(it)) === (depth.get(ref) ?? 0) + 1);
      return [{ node, edge, mark: hides ? 'again' : null, below: [] }];
    }
    const way = [...above, ref];
    const below = (next.get(ref) ?? [])
      .flatMap((it) => branch(otherEnd(it), it, way))
      // The outermost are connected among themselves too; that is more than was asked for, except for a cycle.
      .filter(({ node, mark }) => depth.get(ref) !== deepest || mark === 'cycle' || node.ref === ref);
    return [{ node, edge, mark: null, below: below.sort(byWeight) }];
  };
  return branch(root, null, [])[0];
};
