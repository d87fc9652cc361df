import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anySays } from '../testing/any-claim.ts';
import { normalise, type Told } from './normalise.ts';

const told = (says: unknown, more: Partial<Told> = {}): Told => ({
  entity: 'service:default/pricing',
  name: 'pricing',
  by: 'backstage',
  place: 'catalog-info.yaml',
  says,
  ...more,
});

const faultOf = (it: Told): string => {
  const made = normalise(it);
  return made.ok ? 'none' : made.pointer;
};

test('what is sound stays what it is when it is made sound again', () => {
  fc.assert(
    fc.property(anySays, (says) => {
      const once = normalise(told(says));
      if (!once.ok) return;
      const again = normalise(told(once.sound.says));
      expect(again).toEqual(once);
    }),
  );
});

test('whatever is said, it is judged and not thrown', () => {
  fc.assert(
    fc.property(fc.anything(), fc.jsonValue(), (says, field) => {
      normalise(told(says));
      normalise(
        told({ links: field, relations: field, contacts: field, owners: field, tags: field, rest: field }),
      );
    }),
  );
});

test.each<[string, Told, string]>([
  ['a reference without a kind', told({}, { entity: 'pricing' }), '/entity'],
  ['an empty name', told({}, { name: ' ' }), '/name'],
  ['a name with a line break', told({}, { name: 'a\nb' }), '/name'],
  ['a confidence that is no share', told({}, { confidence: 1.5 }), '/confidence'],
  [
    'a script as an address',
    told({ links: [{ group: 'docs', label: 'x', url: 'javascript:1' }] }),
    '/says/links/0/url',
  ],
  ['a file as an address', told({ repository: { url: 'file:///etc/passwd' } }), '/says/repository/url'],
  [
    'a relation of no type',
    told({ relations: [{ type: 'likes', to: 'service:default/x' }] }),
    '/says/relations/0/type',
  ],
  ['an owner that is no reference', told({ owners: ['payments'] }), '/says/owners/0'],
  ['more owners than anybody has', told({ owners: Array(51).fill('team:default/x') }), '/says/owners'],
  ['a tag of a list', told({ tags: { a: ['b'] } }), '/says/tags/a'],
  ['a field that there is not', told({ colour: 'red' }), '/says/colour'],
  ['a name of half a character', told({}, { name: 'a\ud83d' }), '/name'],
  ['a place of half a character', told({}, { place: '\ude00' }), '/place'],
  ['a reference of half a character', told({}, { entity: 'service:default/a\ud83d' }), '/entity'],
  ['a reference too long for a key', told({}, { entity: `service:default/${'系'.repeat(170)}` }), '/entity'],
  [
    'a reference that is too long in small letters',
    told({}, { entity: `service:default/${'İ'.repeat(200)}` }),
    '/entity',
  ],
  ['a place too long for a key', told({}, { place: '系'.repeat(334) }), '/place'],
  ['an alias too long for a key', told({ aliases: ['系'.repeat(134)] }), '/says/aliases/0'],
  ['a tag too long for an index', told({ tags: { note: '系'.repeat(800) } }), '/says/tags/note'],
  [
    'a key of a tag too long for an index',
    told({ tags: { ['系'.repeat(134)]: '' } }),
    `/says/tags/${'系'.repeat(134)}`,
  ],
  ['more than fits into the rest', told({ rest: { blob: 'x'.repeat(70_000) } }), '/says/rest'],
])('refuses %s', (_, it, pointer) => {
  expect(faultOf(it)).toBe(pointer);
});

test('what is far too large is refused before it is copied', () => {
  // Each list stands ten times in the next: 1,111,110 values of seven lines.
  let swollen: unknown = 1;
  for (let n = 0; n < 6; n += 1) swollen = Array(10).fill(swollen);
  const began = performance.now();
  for (let n = 0; n < 20; n += 1) expect(faultOf(told({ rest: { swollen } }))).toBe('/says/rest');
  expect(performance.now() - began).toBeLessThan(1000);
});

test('references are told in small letters, texts are cut, and an empty list says nothing', () => {
  const made = normalise(
    told(
      {
        title: 'x'.repeat(400),
        owners: ['Team:Default/Payments'],
        aliases: [],
        description: 'two\nlines\u0000',
      },
      { entity: 'Component:Shop/Pricing', name: 'Pricing' },
    ),
  );
  expect(made).toMatchObject({
    ok: true,
    sound: {
      entity: 'service:shop/pricing',
      name: 'Pricing',
      says: { owners: ['team:default/payments'], title: expect.stringMatching(/^x{299}…$/) },
    },
  });
  expect(made.ok && made.sound.says.description?.startsWith('two\nlines')).toBe(true);
  expect(made.ok && 'aliases' in made.sound.says).toBe(false);
});

test('of a definition that is too long the beginning is kept, and a change further down is another word', () => {
  const definitionOf = (text: string): string => {
    const made = normalise(told({ definition: text }));
    return made.ok ? (made.sound.says.definition ?? '') : made.detail;
  };
  const long = `openapi: 3.1.0\n${'x'.repeat(400_000)}`;
  const kept = definitionOf(long);
  expect(kept.length).toBeLessThanOrEqual(256 * 1024);
  expect(kept).toMatch(/^openapi: 3\.1\.0\nx+\n# Nightjar keeps the beginning of .* 400015 characters .*$/);
  expect(definitionOf(`${long.slice(0, -1)}y`) === kept).toBe(false);
  expect(definitionOf(kept) === kept).toBe(true);
});
