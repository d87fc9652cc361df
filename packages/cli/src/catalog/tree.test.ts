import type { Graph, GraphEdge, GraphNode } from '@nightjar/sdk/wire';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Branch, treeOf } from './tree.ts';

const names = ['a', 'b', 'c', 'd', 'e'];

const node = (ref: string): GraphNode => ({
  ref,
  kind: 'service',
  name: ref,
  known: true,
  state: 'declared',
  tier: null,
  type: null,
  owners: [],
  depth: 0,
});

const edge = (from: string, to: string): GraphEdge => ({
  from,
  to,
  type: 'calls',
  confidence: 1,
  observed: false,
  why: null,
  lastSeen: null,
  traffic: null,
});

const graphOf = (edges: readonly (readonly [string, string])[]): Graph => ({
  of: 'a',
  nodes: names.map(node),
  edges: edges.map(([from, to]) => edge(from, to)),
  cut: false,
  at: null,
  position: 1,
  stale: false,
});

/** `a(b(a!) c(b…))`: `!` closes a cycle, `…` is shown elsewhere. */
const shown = ({ node: { ref }, mark, below }: Branch): string => {
  const marks = { cycle: '!', again: '…' };
  return `${ref}${mark === null ? '' : marks[mark]}${below.length === 0 ? '' : `(${below.map(shown).join(' ')})`}`;
};

const tree = (
  edges: readonly (readonly [string, string])[],
  direction: 'callees' | 'callers' = 'callees',
) => {
  const root = treeOf(graphOf(edges), 'a', direction);
  return root === undefined ? '' : shown(root);
};

test('a cycle ends where it closes, whichever way it is walked', () => {
  expect(
    tree([
      ['a', 'b'],
      ['b', 'a'],
    ]),
  ).toBe('a(b(a!))');
  expect(
    tree(
      [
        ['a', 'b'],
        ['b', 'a'],
      ],
      'callers',
    ),
  ).toBe('a(b(a!))');
  expect(tree([['a', 'a']])).toBe('a(a!)');
});

test('what is below something is shown once, where it is nearest', () => {
  expect(
    tree([
      ['a', 'b'],
      ['b', 'c'],
      ['a', 'c'],
      ['c', 'd'],
      ['d', 'e'],
    ]),
  ).toBe('a(b(c…) c(d(e)))');
  expect(
    tree([
      ['a', 'b'],
      ['a', 'c'],
      ['b', 'c'],
    ]),
  ).toBe('a(b c)');
});

test('everything that can be reached is in the tree, and the tree ends', () => {
  const edges = fc.array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 20 });
  const all = (branch: Branch): string[] => [branch.node.ref, ...branch.below.flatMap(all)];
  fc.assert(
    fc.property(edges, (drawn) => {
      const reached = new Set(['a']);
      for (const from of reached) for (const [a, b] of drawn) if (a === from) reached.add(b);
      const root = treeOf(
        graphOf([...new Map(drawn.map((it) => [String(it), it])).values()]),
        'a',
        'callees',
      );
      expect(new Set(root === undefined ? [] : all(root))).toEqual(reached);
    }),
  );
});
