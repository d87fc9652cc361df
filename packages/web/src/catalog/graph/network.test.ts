import { expect, test } from 'vitest';
import { edge, node } from '../../testing/network.ts';
import { around, hubOf, networkOf } from './network.ts';

test('what is declared and seen is one line that says both', () => {
  const traffic = { callsPerMinute: 120, errorShare: 0.02, p50Ms: 3, p99Ms: 40 };
  const { ties } = networkOf({
    nodes: [node('a'), node('b')],
    edges: [edge('a', 'b'), edge('a', 'b', { type: 'calls', observed: true, traffic })],
  });
  expect(ties).toMatchObject([{ declared: true, observed: true, types: ['dependsOn', 'calls'], traffic }]);
});

test('of too many the nearest are drawn, then the most critical, and no line leads out', () => {
  const { nodes, ties, left } = networkOf(
    {
      nodes: [
        node('far', { depth: 2 }),
        node('minor', { depth: 1 }),
        node('major', { depth: 1, tier: 0 }),
        node('it'),
      ],
      edges: [edge('it', 'major'), edge('major', 'far'), edge('it', 'it')],
    },
    2,
  );
  expect([nodes.map(({ name }) => name), ties.length, left]).toEqual([['it', 'major'], 1, 2]);
});

test('a line has two sides', () => {
  const network = networkOf({
    nodes: [node('a'), node('b'), node('c')],
    edges: [edge('a', 'b'), edge('b', 'c')],
  });
  const { needs, neededBy } = around(network, 'service:default/b');
  expect([needs[0]?.to, neededBy[0]?.from]).toEqual(['service:default/c', 'service:default/a']);
});

test('a large drawing is opened at what has most to do with others, rather a critical thing than another', () => {
  const nodes = [node('a'), node('store', { tier: 0 }), node('b'), node('c'), node('bus')];
  const edges = [
    edge('a', 'bus'),
    edge('b', 'bus'),
    edge('c', 'bus'),
    edge('a', 'store'),
    edge('b', 'store'),
  ];
  expect(hubOf(networkOf({ nodes, edges }))).toBe('service:default/store');
  expect(hubOf({ nodes: [], ties: [] })).toBeNull();
});
