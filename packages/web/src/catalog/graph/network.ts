import type { Graph, GraphEdge, GraphNode } from '@nightjar/sdk/wire';

/** One line of the drawing: `from` needs `to`. All edges between the two are one, told together. */
export type Tie = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly declared: boolean;
  readonly observed: boolean;
  /** Of the surest. */
  readonly confidence: number;
  readonly types: readonly string[];
  readonly why: readonly string[];
  readonly lastSeen: string | null;
  readonly traffic: GraphEdge['traffic'];
};

/** What is drawn. */
export type Network = { readonly nodes: readonly GraphNode[]; readonly ties: readonly Tie[] };

/** So many things can be told apart in a drawing; more are a grey cloud. */
export const mostNodes = 220;
/** Frames make ELK think five times as long (two hundred things 7 s on a busy machine), and are a maze by then. */
export const mostFramed = 120;

const each = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];

const tieOf = (edges: readonly [GraphEdge, ...GraphEdge[]]): Tie => ({
  id: `${edges[0].from} ${edges[0].to}`,
  from: edges[0].from,
  to: edges[0].to,
  declared: edges.some(({ observed }) => !observed),
  observed: edges.some(({ observed }) => observed),
  confidence: Math.max(...edges.map(({ confidence }) => confidence)),
  types: each(edges.map(({ type }) => type)),
  why: each(edges.flatMap(({ why }) => (why === null ? [] : [why]))),
  lastSeen:
    edges
      .flatMap(({ lastSeen }) => (lastSeen === null ? [] : [lastSeen]))
      .sort()
      .at(-1) ?? null,
  traffic: edges.find(({ traffic }) => traffic !== null)?.traffic ?? null,
});

/** Nearest to what is looked at first, then the most critical. */
const inOrder = (a: GraphNode, b: GraphNode): number =>
  a.depth - b.depth || (a.tier ?? 9) - (b.tier ?? 9) || a.name.localeCompare(b.name, 'en');

/** The graph as it is drawn: at most so many nodes, the nearest, and no line that leads out of the picture. */
export const networkOf = (
  graph: Pick<Graph, 'nodes' | 'edges'>,
  most = mostNodes,
): Network & { readonly left: number } => {
  const nodes = [...graph.nodes].sort(inOrder).slice(0, most);
  const drawn = new Set(nodes.map(({ ref }) => ref));
  const found = new Map<string, [GraphEdge, ...GraphEdge[]]>();
  for (const edge of graph.edges) {
    if (edge.from === edge.to || !drawn.has(edge.from) || !drawn.has(edge.to)) continue;
    const key = `${edge.from} ${edge.to}`;
    const same = found.get(key);
    if (same === undefined) found.set(key, [edge]);
    else same.push(edge);
  }
  return { nodes, ties: [...found.values()].map(tieOf), left: graph.nodes.length - nodes.length };
};

/** Where a drawing too large to read is opened: what has most to do with others, the critical before the rest. */
export const hubOf = ({ nodes, ties }: Network): string | null => {
  const degree = new Map<string, number>();
  for (const { from, to } of ties) for (const ref of [from, to]) degree.set(ref, (degree.get(ref) ?? 0) + 1);
  const weight = ({ ref, tier }: GraphNode): number => (degree.get(ref) ?? 0) * (tier === 0 ? 2 : 1);
  return [...nodes].sort((a, b) => weight(b) - weight(a))[0]?.ref ?? null;
};

/** Direct neighbours: what `ref` needs, and what needs it. */
export const around = ({ ties }: Network, ref: string) => ({
  needs: ties.filter(({ from }) => from === ref),
  neededBy: ties.filter(({ to }) => to === ref),
});
