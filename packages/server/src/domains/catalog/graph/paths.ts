import type { Net } from './net.ts';

type Bounds = {
  /** Paths wanted. */
  readonly most: number;
  /** Steps of the longest. */
  readonly longest: number;
  /** Beginnings of paths looked at; at 2 µs each 50,000 are 100 ms. */
  readonly patience?: number;
};

export type FoundPaths = { readonly paths: readonly (readonly number[])[]; readonly cut: boolean };

type Distances = {
  /** Steps from each node to the target: what is missing cannot reach it, or only in more than the longest. */
  readonly distance: ReadonlyMap<number, number>;
  readonly isWhole: boolean;
};

const distancesTo = (net: Net, target: number, longest: number): Distances => {
  const distance = new Map([[target, 0]]);
  let level = [target];
  for (let step = 1; step <= longest && level.length > 0; step++) {
    const next: number[] = [];
    for (const node of level)
      net.each('in', node, (other) => {
        if (distance.has(other)) return;
        distance.set(other, step);
        next.push(other);
      });
    level = next;
  }
  return { distance, isWhole: level.length === 0 };
};

/** A path so far, as a chain back to its beginning: beginnings are shared, not copied. */
type Begun = { readonly node: number; readonly length: number; readonly before: Begun | null };

const holds = (path: Begun | null, node: number): boolean => {
  for (let at = path; at !== null; at = at.before) if (at.node === node) return true;
  return false;
};

const nodesOf = (path: Begun): number[] => {
  const nodes: number[] = [];
  for (let at: Begun | null = path; at !== null; at = at.before) nodes.unshift(at.node);
  return nodes;
};

/**
 * The shortest simple paths, shortest first: beginnings are taken up in order of the length they can at best have in the
 * end (A*, with the true distance as its estimate), so whole ones come out in order of length. Yen's algorithm answers the
 * same; it searches anew from every node of every path found, this only where a path branches.
 */
export const pathsFrom = (
  net: Net,
  from: number,
  to: number,
  { most, longest, patience = 50_000 }: Bounds,
): FoundPaths => {
  // One step more: whether that finds anybody tells whether longer ones may have been left out.
  const { distance, isWhole } = distancesTo(net, to, longest + 1);
  const least = distance.get(from);
  if (least === undefined) return { paths: [], cut: !isWhole };
  // Lengths are whole numbers: a stack for each is a queue by priority.
  const waiting: Begun[][] = Array.from({ length: longest + 1 }, () => []);
  if (least > longest) return { paths: [], cut: true };
  waiting[least]?.push({ node: from, length: 0, before: null });
  const paths: number[][] = [];
  let taken = 0;
  let isCut = false;
  for (let length = least; length <= longest; length++) {
    const stack = waiting[length] ?? [];
    for (let path = stack.pop(); path !== undefined; path = stack.pop()) {
      const here = path;
      if (here.node === to) {
        if (paths.length === most) return { paths, cut: true };
        paths.push(nodesOf(here));
        continue;
      }
      taken += 1;
      if (taken > patience) return { paths, cut: true };
      net.each('out', here.node, (other) => {
        const rest = distance.get(other);
        if (holds(here, other)) return;
        if (rest === undefined) {
          isCut ||= !isWhole;
          return;
        }
        const stack = waiting[here.length + 1 + rest];
        if (stack === undefined) isCut = true;
        else stack.push({ node: other, length: here.length + 1, before: here });
      });
    }
  }
  return { paths, cut: isCut };
};
