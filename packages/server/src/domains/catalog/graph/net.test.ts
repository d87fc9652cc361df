import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cyclesOf } from './cycles.ts';
import { type Need, needWords, together } from './need.ts';
import { emptyNet, type Net } from './net.ts';
import { pathsFrom } from './paths.ts';
import { reachFrom } from './reach.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const need = fc.record<Need>({
  from: fc.constantFrom(...names),
  to: fc.constantFrom(...names),
  type: fc.constantFrom(...needWords),
  confidence: fc.constantFrom(0.2, 0.5, 1),
  observed: fc.boolean(),
  why: fc.constantFrom(null, 'env DB_ADDR'),
});
const needs = fc.array(need, { maxLength: 24 });

const pair = ({ from, to }: Need): string => `${from} ${to}`;

/** What a graph must hold, by the rule alone. */
const merged = (all: readonly Need[]): Map<string, Need> => {
  const edges = new Map<string, Need>();
  for (const one of all) {
    const before = edges.get(pair(one));
    edges.set(pair(one), before === undefined ? one : together(before, one));
  }
  return edges;
};

const netOf = (all: readonly Need[]): Net => {
  const net = emptyNet();
  for (const name of names) net.node(name);
  for (const one of all) net.add(one);
  return net;
};

const edgesIn = (net: Net, direction: 'out' | 'in'): Map<string, Need> => {
  const edges = new Map<string, Need>();
  for (let node = 0; node < net.size(); node++)
    net.each(direction, node, (_, edge) => edges.set(pair(net.need(edge)), net.need(edge)));
  return edges;
};

const sorted = (edges: Map<string, Need>) => [...edges.values()].sort((a, b) => (pair(a) < pair(b) ? -1 : 1));

/** Every simple path, found by trying all. */
const everyPath = (edges: Map<string, Need>, from: string, to: string): string[][] => {
  const found: string[][] = [];
  const walk = (path: string[]): void => {
    const last = path.at(-1) ?? '';
    if (last === to) found.push(path);
    else
      for (const { from: a, to: b } of edges.values())
        if (a === last && !path.includes(b)) walk([...path, b]);
  };
  walk([from]);
  return found;
};

const reachable = (edges: Map<string, Need>, from: string): Set<string> => {
  const seen = new Set<string>();
  for (let before = -1; before !== seen.size; ) {
    before = seen.size;
    for (const { from: a, to: b } of edges.values()) if (a === from || seen.has(a)) seen.add(b);
  }
  return seen;
};

test('several sources of one edge are one, whichever end it is looked at from', () => {
  fc.assert(
    fc.property(needs, (all) => {
      const net = netOf(all);
      const expected = sorted(merged(all));
      expect(sorted(edgesIn(net, 'out'))).toEqual(expected);
      expect(sorted(edgesIn(net, 'in'))).toEqual(expected);
      expect(net.edges()).toBe(expected.length);
    }),
  );
});

test('a declared word names the edge, and a traced one makes it no less declared', () => {
  const net = netOf([
    { from: 'a', to: 'b', type: 'calls', confidence: 1, observed: true, why: null },
    { from: 'a', to: 'b', type: 'dependsOn', confidence: 0.5, observed: false, why: null },
  ]);
  expect(sorted(edgesIn(net, 'out'))).toEqual([
    { from: 'a', to: 'b', type: 'dependsOn', confidence: 1, observed: false, why: null },
  ]);
});

test('the edges of a node can be replaced, and no other edge notices', () => {
  fc.assert(
    fc.property(needs, fc.constantFrom(...names), needs, (all, node, more) => {
      const net = netOf(all);
      net.loosen(node);
      const left = all.filter(({ from, to }) => from !== node && to !== node);
      expect(sorted(edgesIn(net, 'out'))).toEqual(sorted(merged(left)));
      for (const one of more) net.add(one);
      expect(sorted(edgesIn(net, 'in'))).toEqual(sorted(merged([...left, ...more])));
    }),
  );
});

test('a graph outgrows every first guess of its size', () => {
  const net = emptyNet();
  for (let n = 0; n < 20_000; n++)
    net.add({ from: `s${n}`, to: `s${n + 1}`, type: 'calls', confidence: 1, observed: true, why: null });
  const start = net.find('s0') ?? -1;
  const all = reachFrom(net, start, 'out', { depth: 30_000, limit: 30_000 });
  expect([all.nodes.length, all.cut]).toEqual([20_001, false]);
  expect(reachFrom(net, start, 'out', { depth: 20, limit: 100 })).toMatchObject({ cut: true });
  expect(cyclesOf(net)).toEqual([]);
});

test('a cycle is a group in which each reaches every other', () => {
  fc.assert(
    fc.property(needs, (all) => {
      const net = netOf(all);
      const edges = merged(all);
      const groups = new Map<string, string[]>();
      for (const name of names) {
        const there = reachable(edges, name);
        if (!there.has(name)) continue;
        const group = names.filter((other) => there.has(other) && reachable(edges, other).has(name));
        groups.set(group.join(), group);
      }
      const found = cyclesOf(net).map((group) => group.map(net.ref).sort());
      expect(found.sort()).toEqual([...groups.values()].sort());
    }),
  );
});

test('the shortest paths are all that trying finds, shortest first, none twice', () => {
  const ends = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).filter(([a, b]) => a !== b);
  fc.assert(
    fc.property(needs, ends, fc.integer({ min: 1, max: 5 }), (all, [from, to], most) => {
      const net = netOf(all);
      const found = pathsFrom(net, net.node(from), net.node(to), { most, longest: 20 });
      const every = everyPath(merged(all), from, to);
      const lengths = every.map((path) => path.length).sort((a, b) => a - b);
      const paths = found.paths.map((path) => path.map(net.ref));
      expect(paths.map((path) => path.length)).toEqual(lengths.slice(0, most));
      expect(new Set(paths.map(String)).size).toBe(paths.length);
      for (const path of paths) expect(every).toContainEqual(path);
      expect(found.cut).toBe(every.length > most);
    }),
  );
});

test('paths beyond the longest, or beyond patience, are owned up to', () => {
  const chain = names.slice(1).map(
    (to, n): Need => ({
      from: names[n] ?? '',
      to,
      type: 'calls',
      confidence: 1,
      observed: true,
      why: null,
    }),
  );
  const net = netOf(chain);
  const ends = [net.node('a'), net.node('h')] as const;
  expect(pathsFrom(net, ...ends, { most: 3, longest: 7 })).toMatchObject({
    paths: [{ length: 8 }],
    cut: false,
  });
  expect(pathsFrom(net, ...ends, { most: 3, longest: 6 })).toEqual({ paths: [], cut: true });
  expect(pathsFrom(net, ...ends, { most: 3, longest: 7, patience: 3 })).toEqual({ paths: [], cut: true });
});
