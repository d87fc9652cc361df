import { expect, test } from 'vitest';
import { edge, node } from '../../testing/network.ts';
import { elkGraphOf, laidFrom, pathThrough, type Wish } from './elk.ts';
import { networkOf } from './network.ts';

const wish: Wish = { direction: 'RIGHT', grouped: false, aspect: 1.6, widthOf: () => 100 };
const owned = (name: string, owner: string) => node(name, { owners: [owner] });
const network = networkOf({
  nodes: [owned('a', 'team:default/x'), owned('b', 'team:default/x'), node('c')],
  edges: [edge('a', 'b'), edge('b', 'c')],
});

test('what one team owns stands in one frame, what nobody owns in none', () => {
  const { children = [] } = elkGraphOf(network, { ...wish, grouped: true });
  expect(children.map(({ id, children: within }) => [id, within?.length])).toEqual([
    ['frame team:default/x', 2],
    ['service:default/c', undefined],
  ]);
  const { frames, boxes } = laidFrom({ id: 'root', children });
  expect([frames.map(({ id }) => id), boxes.size]).toEqual([['team:default/x'], 3]);
});

test('an answer of ELK is boxes and lines', () => {
  const asked = elkGraphOf(network, wish);
  const { paths, width } = laidFrom({
    ...asked,
    width: 400,
    edges: (asked.edges ?? []).map((it) => ({
      ...it,
      sections: [{ startPoint: { x: 0, y: 0 }, endPoint: { x: 50, y: 0 } }],
    })),
  });
  expect([width, [...paths.values()]]).toEqual([400, ['M0 0L50 0', 'M0 0L50 0']]);
});

test('corners are round, and no rounder than the way to them is long', () => {
  expect(
    pathThrough([
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 20, y: 4 },
    ]),
  ).toBe('M0 0L14 0Q20 0 20 2L20 4');
});
