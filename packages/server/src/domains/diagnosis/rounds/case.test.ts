import { expect, test } from 'vitest';
import { openCase } from './case.ts';
import { spelledAs } from './names.ts';

const question = {
  alert: null,
  title: '',
  service: 'checkout',
  environment: null,
  signal: 'latency',
  pagedAt: '2026-03-01T02:51:00.000Z',
};
const now = Date.parse('2026-03-01T02:52:00Z');

test('nothing later than now is taken in, nor what is no number, and names have one spelling', () => {
  const names = spelledAs(['checkout', 'Pricing']);
  names.alias('kasse', 'checkout');
  const input = openCase({
    id: 'x',
    question,
    now,
    around: { known: true, services: [], edges: [['CHECKOUT', 'pricing']], cut: false },
    series: [
      {
        service: 'Kasse',
        peer: 'PRICING',
        signal: 'latency',
        points: [
          [now - 1, 5],
          [now, Number.NaN],
          [now + 1, 7],
        ],
      },
      { service: 'checkout', signal: 'latency', points: [[now + 1, 7]] },
    ],
    names,
  });
  expect(input.edges).toEqual([['checkout', 'Pricing']]);
  expect(input.series).toEqual([
    { service: 'checkout', peer: 'Pricing', signal: 'latency', points: [[now - 1, 5]] },
  ]);
  expect(
    openCase({
      id: 'x',
      question: { ...question, pagedAt: '2027-01-01T00:00:00.000Z' },
      now,
      around: { known: false, services: [], edges: [], cut: false },
      series: [],
      names,
    }).pagedAt,
  ).toBe(now);
});
