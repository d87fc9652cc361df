import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinKey, loose } from './key.ts';
import { type Known, knownThings } from './known.ts';
import { service } from './testing/atlas.ts';

/** The same, by looking at each. What was told last comes last. */
const byLooking = () => {
  const all = new Map<string, Known>();
  const refs = (is: (known: Known) => boolean): string[] =>
    all
      .values()
      .filter(is)
      .map(({ ref }) => ref)
      .toArray();
  const isOwn = (word: string) => (it: Known) => loose(it.name) === word;
  return {
    learn: (known: Known): void => {
      all.delete(known.ref);
      all.set(known.ref, known);
    },
    joined: (key: string): string[] =>
      refs(
        ({ gone, joins }) =>
          !gone && Object.entries(joins).some(([join, value]) => joinKey({ join, value }) === key),
      ),
    called: (name: string): string[] => {
      const word = loose(name);
      const any = refs((it) => isOwn(word)(it) || (!it.gone && it.aliases.some((as) => loose(as) === word)));
      if (any.length < 2) return any;
      const own = refs(isOwn(word));
      const few = own.length > 0 ? own : any;
      const services = few.filter((ref) => ref.startsWith('service:'));
      return services.length > 0 ? services : few;
    },
    all: () => all,
  };
};

const word = fc.oneof(
  fc.constantFrom('tax', 'Tax', 'tax-rules', 'tax_rules', 'a', 'b', 'a.b', 'ä', '__proto__', ''),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const join = fc.constantFrom('github', 'GitHub', 'pagerduty-key', 'argocd');
const known: fc.Arbitrary<Known> = fc.record({
  ref: fc
    .tuple(fc.constantFrom('service', 'api', 'resource'), fc.constantFrom('a', 'b', 'tax', 'tax-rules', 'ä'))
    .map(([kind, name]) => `${kind}:default/${name}`),
  name: word,
  gone: fc.boolean(),
  aliases: fc.array(word, { maxLength: 4 }),
  joins: fc.dictionary(join, word, { maxKeys: 3 }),
  path: fc.option(fc.constantFrom('', '/', './services/Tax/', '../a//', 'services/a', '..a/b')),
});

test('it answers as looking at each thing does, whatever is edited in whatever order', () => {
  fc.assert(
    fc.property(
      fc.array(known, { maxLength: 40 }),
      fc.array(word, { maxLength: 8 }),
      fc.array(fc.record({ join, value: word }), { maxLength: 8 }),
      (edits, names, hints) => {
        const compact = knownThings();
        const looked = byLooking();
        for (const edit of edits) {
          compact.learn(edit);
          looked.learn(edit);
        }
        const things = (refs: readonly string[]) => refs.map(compact.find);
        for (const name of [...names, ...edits.flatMap((it) => [it.name, ...it.aliases])])
          expect(compact.called(name)).toEqual(things(looked.called(name)));
        for (const hint of [
          ...hints,
          ...edits.flatMap((it) => Object.entries(it.joins).map(([join, value]) => ({ join, value }))),
        ])
          expect([...compact.joined(joinKey(hint))]).toEqual(things(looked.joined(joinKey(hint))));
        for (const [ref, { name }] of looked.all())
          expect(compact.nameOf(compact.find(ref) ?? -1)).toBe(name);
        expect(compact.size()).toBe(looked.all().size);
        expect(compact.find('service:default/nobody')).toBeUndefined();
      },
    ),
    { numRuns: 500 },
  );
});

test('a path is kept without what leads to it and slashes behind it, at once even where it is all slashes', () => {
  const things = knownThings();
  const pathOf = (path: string | null) => {
    things.learn(service('cart', { path }));
    return things.pathOf(things.find('service:default/cart') ?? -1);
  };
  expect(['./Services/cart//', '../a', '/', '', '...', 'a/.'].map(pathOf)).toEqual([
    'services/cart',
    'a',
    '',
    '',
    '',
    'a/.',
  ]);
  expect(pathOf(null)).toBeNull();
  const began = performance.now();
  const slashes = '/'.repeat(300_000);
  expect(pathOf(`a${slashes}b${slashes}`)).toBe(`a${slashes}b`);
  expect(performance.now() - began).toBeLessThan(500);
});
