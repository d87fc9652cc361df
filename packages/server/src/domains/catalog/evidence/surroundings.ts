import { partsOf } from '@nightjar/descriptors/ref';
import type { Net } from '../graph/net.ts';

type Bounds = { readonly depth: number; readonly most: number };

export type Surroundings = {
  /** Numbers in the net, itself first, then the nearest; `hops` null where only a resource is in common. */
  readonly nodes: readonly { readonly node: number; readonly hops: number | null }[];
  readonly edges: readonly (readonly [from: number, to: number])[];
  readonly cut: boolean;
};

/** Who uses a resource besides is told for so many in all: what everybody uses tells nobody apart. */
const mostSharers = 50;

const kindOf = (net: Net, node: number): string => partsOf(net.ref(node)).kind;

/** Whom it calls: an API stands for who provides it, and is no step of its own. */
const calleesOf = (net: Net, of: number): number[] => {
  const found = new Set<number>();
  const passed = new Set<number>();
  const visit = (node: number): void =>
    net.each('out', node, (other) => {
      const isStop = kindOf(net, other) !== 'api' || net.degree('out', other) === 0;
      if (isStop) found.add(other);
      else if (!passed.has(other)) {
        passed.add(other);
        visit(other);
      }
    });
  visit(of);
  found.delete(of);
  return [...found];
};

const tierOf = (net: Net, node: number): number => net.described(node)?.tier ?? 9;

/**
 * What a service needs, breadth first to a depth and the most critical first, then who else uses the same resources. Synchronous:
 * a net goes on changing.
 */
export const surroundings = (net: Net, start: number, { depth, most }: Bounds): Surroundings => {
  const hops = new Map<number, number | null>([[start, 0]]);
  let level = [start];
  let cut = false;
  for (let step = 1; step <= depth && level.length > 0; step++) {
    const next = new Set(level.flatMap((node) => calleesOf(net, node)).filter((node) => !hops.has(node)));
    const ordered = [...next].sort(
      (a, b) => tierOf(net, a) - tierOf(net, b) || (net.ref(a) < net.ref(b) ? -1 : 1),
    );
    const room = most - hops.size;
    cut ||= ordered.length > room;
    level = ordered.slice(0, Math.max(0, room));
    for (const node of level) hops.set(node, step);
  }
  const resources = [...hops.keys()].filter((node) => node !== start && kindOf(net, node) === 'resource');
  const sharers = new Set<number>();
  for (const resource of resources) {
    if (net.degree('in', resource) > mostSharers) continue;
    net.each('in', resource, (other) => {
      if (!hops.has(other)) sharers.add(other);
    });
  }
  for (const node of sharers) {
    if (hops.size >= most || sharers.size > mostSharers) break;
    hops.set(node, null);
  }
  const edges = [...hops.keys()].flatMap((node) =>
    calleesOf(net, node)
      .filter((callee) => hops.has(callee))
      .map((callee) => [node, callee] as const),
  );
  return { nodes: [...hops].map(([node, away]) => ({ node, hops: away })), edges, cut };
};
