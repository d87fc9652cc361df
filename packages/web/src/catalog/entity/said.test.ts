import { expect, test } from 'vitest';
import { attributeParts, inWords, placeOf, stepInWords } from './said.ts';

test.each([
  [null, '–'],
  [0, '0'],
  [['team:default/payments', 'team:shop/growth'], 'payments, shop/growth'],
  [{ label: '#payments', url: 'https://chat.example.com/c/1' }, '#payments (https://chat.example.com/c/1)'],
  [
    { url: 'https://git.example.com/acme/shop', path: 'pricing' },
    'https://git.example.com/acme/shop pricing',
  ],
  [{ type: 'calls', to: 'service:default/tax', confidence: 0.6 }, 'tax'],
  ['a\u202eb\nc', 'a b c'],
  [{ odd: 1 }, '{"odd":1}'],
])('%j is told as %s', (value, words) => expect(inWords(value)).toBe(words));

test('an attribute’s name is told in parts', () => {
  expect(attributeParts('tier')).toEqual({ what: 'tier', of: null });
  expect(attributeParts('tag.pci.scope')).toEqual({ what: 'tag', of: 'pci.scope' });
  expect(attributeParts('relation.dependsOn.resource:default/a.b')).toEqual({ what: 'depends on', of: null });
  expect(attributeParts('link.https://a.example/b.c')).toEqual({ what: 'link', of: null });
  expect(attributeParts('relation.<partOf.service:default/x')).toEqual({ what: 'part of it', of: null });
});

test('a source is told without the reader that stands beside it', () => {
  expect(placeOf('backstage:github.com/acme/a/catalog-info.yaml', 'backstage')).toBe(
    'github.com/acme/a/catalog-info.yaml',
  );
  expect(placeOf('elsewhere', 'backstage')).toBe('elsewhere');
});

test('a step that reads the same on both sides says what changed about it', () => {
  const calls = { type: 'calls', to: 'service:default/tax' };
  expect(stepInWords({ ...calls, confidence: 0.9 }, { ...calls, confidence: 1 })).toEqual([
    'tax (confidence 0.9)',
    'tax (confidence 1)',
  ]);
  expect(stepInWords('v1', 'v2')).toEqual(['v1', 'v2']);
});
