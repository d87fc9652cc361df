import type { GraphNode } from '@nightjar/sdk/wire';
import { partsOf } from '../ways.ts';
import type { Network } from './network.ts';

type Point = { readonly x: number; readonly y: number };

/** What ELK reads and writes: https://eclipse.dev/elk/documentation/tooldevelopers/graphdatastructure/jsonformat.html */
export type ElkNode = {
  readonly id: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly layoutOptions?: Readonly<Record<string, string>>;
  readonly children?: readonly ElkNode[];
  readonly edges?: readonly ElkEdge[];
};
type ElkEdge = {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly sections?: readonly {
    readonly startPoint: Point;
    readonly endPoint: Point;
    readonly bendPoints?: readonly Point[];
  }[];
};

export type Box = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** Where everything stands. */
export type Laid = {
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  /** Frames around what belongs together; `id` is the owner's reference. */
  readonly frames: readonly Box[];
  /** By the id of a tie: its path, as SVG writes one. */
  readonly paths: ReadonlyMap<string, string>;
};

export type Wish = {
  /** Those who need stand left of what they need, or above it where there is no room beside. */
  readonly direction: 'RIGHT' | 'DOWN';
  readonly grouped: boolean;
  /** Width over height of the place for it. */
  readonly aspect: number;
  readonly widthOf: (node: GraphNode) => number;
};

const boxHeight = 30;
const frame = 'frame ';

/** The question to ELK. Edges that lead to one thing are merged at its side: forty lines into a database are one bundle. */
export const elkGraphOf = (
  { nodes, ties }: Network,
  { direction, grouped, aspect, widthOf }: Wish,
): ElkNode => {
  const box = (node: GraphNode): ElkNode => ({ id: node.ref, width: widthOf(node), height: boxHeight });
  const owners = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    const owner = node.owners[0] ?? '';
    owners.set(owner, [...(owners.get(owner) ?? []), node]);
  }
  const framed = [...owners].map(
    ([owner, theirs]): ElkNode => ({
      id: frame + owner,
      layoutOptions: { 'elk.padding': '[top=30,left=12,bottom=12,right=12]' },
      children: theirs.map(box),
    }),
  );
  const loose = owners.get('')?.map(box) ?? [];
  return {
    id: 'root',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': direction,
      'elk.aspectRatio': String(aspect),
      'elk.edgeRouting': 'ORTHOGONAL',
      'elk.json.edgeCoords': 'ROOT',
      'elk.json.shapeCoords': 'ROOT',
      'elk.spacing.nodeNode': '14',
      'elk.spacing.componentComponent': '28',
      'elk.layered.spacing.nodeNodeBetweenLayers': '56',
      'elk.layered.spacing.edgeNodeBetweenLayers': '16',
      'elk.layered.spacing.edgeEdgeBetweenLayers': '6',
      'elk.spacing.edgeEdge': '6',
      'elk.spacing.edgeNode': '12',
      'elk.layered.mergeEdges': 'true',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      ...(grouped ? { 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' } : {}),
    },
    children: grouped ? [...framed.filter(({ id }) => id !== frame), ...loose] : nodes.map(box),
    edges: ties.map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
  };
};

const corner = 6;

/** A line through points, its corners rounded. */
export const pathThrough = (points: readonly Point[]): string =>
  points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]];
      if (before === undefined) return `M${point.x} ${point.y}`;
      if (after === undefined) return `L${point.x} ${point.y}`;
      const near = (to: Point): string => {
        const [dx, dy] = [to.x - point.x, to.y - point.y];
        const length = Math.hypot(dx, dy) || 1;
        const by = Math.min(corner, length / 2) / length;
        return `${point.x + dx * by} ${point.y + dy * by}`;
      };
      return `L${near(before)}Q${point.x} ${point.y} ${near(after)}`;
    })
    .join('');

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });

/** ELK's answer as it is drawn. */
export const laidFrom = (root: ElkNode): Laid => {
  const boxes = new Map<string, Box>();
  const frames: Box[] = [];
  const walk = (node: ElkNode): void => {
    for (const child of node.children ?? []) {
      const { id, x = 0, y = 0, width = 0, height = 0 } = child;
      if (id.startsWith(frame)) frames.push({ id: id.slice(frame.length), x, y, width, height });
      else boxes.set(id, { id, x, y, width, height });
      walk(child);
    }
  };
  walk(root);
  const paths = new Map<string, string>();
  for (const { id, sections = [] } of root.edges ?? []) {
    const [section] = sections;
    if (section === undefined) continue;
    const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint];
    paths.set(id, pathThrough(points.map(rounded)));
  }
  return { width: root.width ?? 0, height: root.height ?? 0, boxes, frames, paths };
};

/** What stands in a box, shortened where it would make every box of its column wide. */
export const labelOf = ({ name }: Pick<GraphNode, 'name'>): string =>
  [...name].length <= 30 ? name : `${[...name].slice(0, 29).join('')}…`;

export const frameName = (owner: string): string => partsOf(owner).name;
