import { expect, test } from 'vitest';
import { ownersFrom, settledBy, typedOwner, unknownOwners } from './named-owners.ts';

test.each<[string, readonly string[] | null]>([
  ['payments', ['team:default/payments']],
  [' Payments ', ['team:default/payments']],
  ['person:ada', ['person:default/ada']],
  ['shop/payments, person:ada', ['team:shop/payments', 'person:default/ada']],
  ['team:default/payments,payments', ['team:default/payments']],
  ['', null],
  ['payments,', null],
  ['the payments team', null],
  ['a:b:c', null],
])('%j names %j', (text, refs) => {
  expect(ownersFrom(text)).toEqual(refs);
});

test('what is typed for an owner names that owner', () => {
  for (const ref of ['team:default/payments', 'person:default/ada', 'team:shop/a', 'person:shop/ada'])
    expect(ownersFrom(typedOwner(ref))).toEqual([ref]);
  expect(typedOwner('team:default/payments')).toBe('payments');
});

test('what was settled, and what is not known, is told by name', () => {
  expect(settledBy(['team:default/payments', 'person:default/ada'], 'cart')).toBe(
    'payments and ada own cart now.',
  );
  expect(unknownOwners(['team:default/paymnts'])).toBe(
    'The catalog knows no team paymnts. Save again to name it all the same.',
  );
});
