import { expect, test } from 'vitest';
import { edge, node } from '../../testing/network.ts';
import { around, networkOf } from './network.ts';

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
