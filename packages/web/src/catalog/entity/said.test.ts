import { expect, test } from 'vitest';
import { attributeParts, inWords } from './said.ts';

test.each([
  [null, '–'],
  [0, '0'],
  [['team:default/payments', 'team:shop/growth'], 'payments, shop/growth'],
  [{ label: '#payments', url: 'https://chat.example.com/c/1' }, '#payments (https://chat.example.com/c/1)'],
  [
    { url: 'https://git.example.com/acme/shop', path: 'pricing' },
    'https://git.example.com/acme/shop pricing',
  ],
  [{ type: 'calls', to: 'service:default/tax', confidence: 0.6 }, 'calls tax'],
  ['a\u202eb\nc', 'a b c'],
  [{ odd: 1 }, '{"odd":1}'],
])('%j is told as %s', (value, words) => expect(inWords(value)).toBe(words));

test('an attribute’s name is told in parts', () => {
  expect(attributeParts('tier')).toEqual({ what: 'tier', of: null });
  expect(attributeParts('tag.pci.scope')).toEqual({ what: 'tag', of: 'pci.scope' });
  expect(attributeParts('relation.dependsOn.resource:default/a.b')).toEqual({ what: 'dependsOn', of: 'a.b' });
  expect(attributeParts('relation.<partOf.service:default/x')).toEqual({ what: 'is partOf of', of: 'x' });
});
