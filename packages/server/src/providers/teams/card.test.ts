import { expect, test } from 'vitest';
import { diagnosed, suspect } from '../../domains/notifications/testing/house.ts';
import { digestCard, inOneCard, pageCard } from './card.ts';

const base = new URL('https://nightjar.example');
const bytes = (card: object): number => Buffer.byteLength(JSON.stringify(card));
const long = '決済'.repeat(200);

test('a card is no larger than Teams takes, whatever script it is in, and what matters most stays', () => {
  const suspects = [1, 2, 3].map((nth) => suspect(nth, { title: long, reasons: [long, long, long] }));
  const card = pageCard(
    { diagnosis: diagnosed('dgn_1', { title: long, suspects, service: long }), alert: null, heardAt: 0 },
    base,
    false,
  );
  expect(bytes(card)).toBeLessThan(28_000);
  expect(JSON.stringify(card)).toContain('Probably one of these changes');
});

test('a digest tells of as many pages as it holds, and says of no other that it was told', () => {
  const pages = Array.from({ length: 60 }, (_, nth) => ({
    diagnosis: diagnosed(`dgn_${nth}`, { title: long, service: long }),
    alert: null,
    heardAt: 0,
  }));
  const some = inOneCard(pages, base);
  expect(some.length).toBeGreaterThan(10);
  expect(some.length).toBeLessThan(40);
  expect(bytes(digestCard(some, base))).toBeLessThan(28_000);
  expect(inOneCard(pages.slice(0, 1), base)).toHaveLength(1);
});
