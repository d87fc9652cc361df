import { expect, test } from 'vitest';
import { attributeFrom } from './attribute.ts';

test('what people type is what the catalog holds', () => {
  const typed: readonly (readonly [string, string, unknown])[] = [
    ['owner=payments', 'owners', ['team:default/payments']],
    ['owners=team:payments,person:ada', 'owners', ['team:default/payments', 'person:default/ada']],
    ['owner=team:shop/payments', 'owners', ['team:shop/payments']],
    ['tier=0', 'tier', 0],
    ['tier=', 'tier', null],
    ['tag.pci=yes=no', 'tag.pci', 'yes=no'],
    [
      'contact.chat=#money https://chat.example/m',
      'contact.chat',
      { label: '#money', url: 'https://chat.example/m' },
    ],
    ['contact.onCall=ask ada', 'contact.onCall', { label: 'ask ada', url: null }],
    ['repository=https://git.example/x', 'repository', { url: 'https://git.example/x' }],
    ['description={"a":1}', 'description', { a: 1 }],
  ];
  for (const [text, name, value] of typed) expect(attributeFrom(text)).toEqual([name, value]);
});

test('what is no attribute says what one looks like', () => {
  expect(() => attributeFrom('payments')).toThrow('payments is not NAME=VALUE');
  expect(() => attributeFrom('description={"a"')).toThrow('begins like JSON');
});
