import { expect, test } from 'vitest';
import { byUse, type Contact, spoken, wayTo } from './contacts.ts';

const contact = (slot: Contact['slot'], label: string): Contact => ({
  slot,
  label,
  url: null,
  of: { ref: 'team:default/a', kind: 'team', name: 'a', known: true },
});

test('who is on call comes first, and of each way only the nearest', () => {
  const all = [contact('chat', '#pricing'), contact('chat', '#payments'), contact('onCall', 'payments')];
  const { first, rest } = byUse(all);
  expect([first, rest].map((them) => them.map(({ label }) => label))).toEqual([
    ['payments', '#pricing'],
    ['#payments'],
  ]);
});

test('an address of mail can be followed', () => {
  expect(wayTo(contact('email', 'a@b.example'))).toBe('mailto:a@b.example');
  expect(wayTo(contact('chat', '#a'))).toBeNull();
});

test('addresses are tapped, not read', () => {
  expect(
    spoken('Write in #pay (https://chat.example/c/1); else ask Ana (mailto:a@b.example), (tier 0).'),
  ).toBe('Write in #pay; else ask Ana, (tier 0).');
});
