import { expect, test } from 'vitest';
import { inOrder, nearness } from './nearness.ts';
import type { SearchHit } from './wire.ts';

const hit = (group: SearchHit['group'], title: string): SearchHit => ({
  group,
  kind: 'x',
  id: title,
  title,
  subtitle: null,
  address: '/',
  at: null,
});

test('a name is the nearer the earlier and the more wholly it is what was typed', () => {
  const near = ['pricing', 'Pricing API', 'eu-pricing', 'eu_pricings', 'repricing', 'other'];
  expect(near.map((title) => nearness(title, 'pricing'))).toEqual([0, 1, 2, 3, 4, 5]);
});

test('the group with the nearest comes first, changes after things, each in the order it was found', () => {
  const hits = [
    hit('services', 'payments-api'),
    hit('services', 'api-payments'),
    hit('teams', 'payments'),
    hit('changes', 'payments'),
  ];
  expect(inOrder(hits, 'payments').map(({ group, title }) => `${group} ${title}`)).toEqual([
    'teams payments',
    'services payments-api',
    'services api-payments',
    'changes payments',
  ]);
});
